"""celian_score_batch from Python: through pyarrow where it is installed, and by ctypes alone.

Usage: batch_python.py LIBCELIAN
"""

import ctypes
import sys

OPTIONS = b'{"standard": "cn.moe.student-fitness@2014"}'
# Girls of junior 2 over 50 m: full marks, a value between, none.
RUN = [8.0, 9.0, None]


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


RELEASE_SCHEMA = ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))
RELEASE_ARRAY = ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))
Schema._fields_ = [
    ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64), ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(Schema))), ("dictionary", ctypes.POINTER(Schema)),
    ("release", RELEASE_SCHEMA), ("private_data", ctypes.c_void_p)]
Array._fields_ = [
    ("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)), ("children", ctypes.POINTER(ctypes.POINTER(Array))),
    ("dictionary", ctypes.POINTER(Array)), ("release", RELEASE_ARRAY),
    ("private_data", ctypes.c_void_p)]


def by_hand(lib, engine):
    keep = [RELEASE_SCHEMA(lambda s: None), RELEASE_ARRAY(lambda a: None)]

    def column(name, fmt, values, bits=None):
        buffers = (ctypes.c_void_p * 2)(ctypes.cast(bits, ctypes.c_void_p) if bits else None,
                                        ctypes.cast(values, ctypes.c_void_p))
        keep.extend([buffers, values, bits])
        return (Schema(format=fmt, name=name, release=keep[0]),
                Array(length=3, null_count=-1 if bits else 0, n_buffers=2,
                      buffers=ctypes.cast(buffers, ctypes.POINTER(ctypes.c_void_p)), release=keep[1]))

    columns = [column(b"sex", b"c", (ctypes.c_int8 * 3)(2, 2, 2)),
               column(b"school_grade", b"c", (ctypes.c_int8 * 3)(8, 8, 8)),
               column(b"run_50m", b"g", (ctypes.c_double * 3)(*(v or 0 for v in RUN)),
                      (ctypes.c_uint8 * 1)(0b011))]
    schemas = (ctypes.POINTER(Schema) * 3)(*(ctypes.pointer(s) for s, _ in columns))
    arrays = (ctypes.POINTER(Array) * 3)(*(ctypes.pointer(a) for _, a in columns))
    none = (ctypes.c_void_p * 1)()
    schema = Schema(format=b"+s", n_children=3, children=schemas, release=keep[0])
    array = Array(length=3, n_buffers=1, n_children=3, children=arrays, release=keep[1],
                  buffers=ctypes.cast(none, ctypes.POINTER(ctypes.c_void_p)))
    out_schema, out = Schema(), Array()
    status = lib.celian_score_batch(engine, OPTIONS, *map(ctypes.byref, (schema, array, out_schema, out)),
                                    None)
    assert status == 0, status
    names = [out_schema.children[i].contents.name for i in range(out_schema.n_children)]
    points = out.children[names.index(b"run_50m.points")].contents
    valid = ctypes.cast(points.buffers[0], ctypes.POINTER(ctypes.c_uint8))[0]
    values = ctypes.cast(points.buffers[1], ctypes.POINTER(ctypes.c_float))
    result = [values[i] if valid >> i & 1 else None for i in range(3)]
    out.release(ctypes.byref(out))
    out_schema.release(ctypes.byref(out_schema))
    return result


def by_pyarrow(lib, engine):
    import pyarrow as pa
    batch = pa.record_batch({
        "sex": pa.array(["female"] * 4).dictionary_encode(),
        "school_grade": pa.array(["junior_2"] * 4),
        "run_50m": pa.array([77.0] + RUN, pa.float64())}).slice(1)
    structs = [Schema(), Array(), Schema(), Array()]
    in_schema, in_array, out_schema, out = map(ctypes.addressof, structs)
    batch._export_to_c(in_array, in_schema)
    status = lib.celian_score_batch(engine, OPTIONS, *map(ctypes.byref, structs), None)
    assert status == 0, status
    pa.RecordBatch._import_from_c(in_array, in_schema)  # still ours to release
    scored = pa.RecordBatch._import_from_c(out, out_schema)
    scored.validate(full=True)
    assert scored.schema.field("grade").type == pa.dictionary(pa.int8(), pa.utf8())
    return scored.column("run_50m.points").to_pylist()


def main():
    lib = ctypes.CDLL(sys.argv[1])
    engine = ctypes.c_void_p()
    assert lib.celian_engine_create(None, ctypes.byref(engine), None) == 0
    results = {"ctypes": by_hand(lib, engine)}
    try:
        results["pyarrow"] = by_pyarrow(lib, engine)
    except ImportError:
        print("pyarrow is not installed: by hand only")
    lib.celian_engine_destroy(engine)
    print(results)
    good = all(r[0] == 100 and 0 < r[1] < 100 and r[2] is None for r in results.values())
    return 0 if good and len(set(map(str, results.values()))) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
