#include "report/html_style.hpp"

namespace celian::report {

// Colours are told apart without hue (lightness, a sign, a word); text has a contrast of at
// least 4.5 to 1.
const std::string_view kStyle = R"CSS(
:root{--ink:#1c2127;--soft:#505a65;--line:#ccd3da;--paper:#fff;--desk:#eef0f2;--bar:#1f5f99;--step:#b9d3ea;
--good:#0a5f4f;--good-bg:#e3f3ee;--note:#17558f;--note-bg:#e7f0f9;--warn:#7a4b00;--warn-bg:#fff2d1;--stop:#9b1427;--stop-bg:#fde7e9}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--desk);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI","Noto Sans","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
main{max-width:62rem;margin:0 auto;background:var(--paper);padding:1.5rem 2rem 2rem}
h1{font-size:1.6rem;line-height:1.3;margin:0}
h2{font-size:1.2rem;line-height:1.35;margin:2rem 0 .7rem;padding-bottom:.25rem;border-bottom:2px solid var(--ink)}
h3{font-size:1.03rem;line-height:1.4;margin:1.1rem 0 .4rem}
p{margin:.4rem 0}
a{color:var(--note)}
.small{font-size:.86rem;color:var(--soft)}
header .sub{color:var(--soft)}
.fields{display:flex;flex-wrap:wrap;gap:.15rem 1.6rem;margin:.6rem 0 0;padding:0}
.fields div{display:flex;gap:.4rem}
.fields dt{color:var(--soft)}
.fields dd{margin:0;font-weight:600}
.marks{display:flex;flex-wrap:wrap;gap:.5rem;margin:.7rem 0 0}
.mark{flex:1 1 16rem;padding:.35rem .8rem;border:2px solid;border-left-width:10px;font-weight:700}
.neutral{color:var(--ink);border-color:var(--line)}
.good{color:var(--good);border-color:var(--good)}
.note{color:var(--note);border-color:var(--note)}
.warn{color:var(--warn);border-color:var(--warn)}
.stop{color:var(--stop);border-color:var(--stop)}
.mark.warn,.box.warn{background:var(--warn-bg)}
.mark.stop,.box.stop{background:var(--stop-bg)}
.mark.note,.box.note{background:var(--note-bg)}
.box.good{background:var(--good-bg)}
.box.neutral{background:#f5f6f7}
.box{margin:1rem 0;padding:.7rem 1rem;border:1px solid;border-left-width:8px;border-radius:4px}
.box>.title{display:flex;gap:.55rem;align-items:flex-start;font-weight:700;margin:0}
.box ul{margin:.35rem 0 0;padding-left:1.25rem}
.box li,.box .then{color:var(--ink)}
.box .then{font-weight:700;margin:.4rem 0 0}
.box.wide ul{columns:2 17rem;column-gap:2rem}
.box.wide li{break-inside:avoid}
.box.lead{padding:1rem 1.2rem;border-width:2px;border-left-width:12px}
.box.lead>.title{font-size:1.5rem;line-height:1.35}
.box.lead ul{list-style:none;padding-left:0;font-size:1.05rem}
.sign{flex:none;width:1.35em;height:1.35em;line-height:1.35em;text-align:center;border-radius:50%;background:currentColor;font-weight:700}
.sign b{color:#fff;font-size:.8em;display:block}
ul.plain{list-style:none;padding-left:0}
ul.signed{list-style:none;padding-left:0;margin:.3rem 0}
ul.signed>li{padding-left:1.7em;text-indent:-1.7em;margin:.25rem 0}
ul.signed>li>*{text-indent:0}
.sig{display:inline-block;width:1.7em;font-weight:700}
.yes .sig{color:var(--good)}
.no .sig{color:var(--stop)}
.ask .sig,.tick .sig{color:var(--note)}
ol,ul{margin:.3rem 0 .6rem;padding-left:1.5rem}
ol{padding-left:2rem}
li{margin:.18rem 0}
sup{white-space:nowrap;font-size:.68em;line-height:0;margin-left:.1em}
sup a{text-decoration:none}
.confirm{font-size:.78em;font-weight:700;color:var(--warn);white-space:nowrap;margin-left:.3em}
code{font:.78em/1.3 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;color:var(--soft);background:#f0f2f4;border-radius:3px;padding:.05em .3em;margin-left:.3em;overflow-wrap:anywhere}
.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,16rem),1fr));gap:.9rem;margin:.6rem 0}
.panel{border:1px solid var(--line);border-top:6px solid;border-radius:4px;padding:.5rem .9rem .6rem}
.panel>.title{font-weight:700;margin:0 0 .2rem;font-size:1.05rem}
.panel.neutral{border-top-color:var(--soft)}
.panel li{color:var(--ink)}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;font-size:.94rem}
caption{text-align:left;font-weight:700;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--soft);color:var(--soft);font-size:.86rem}
tr.part th{padding-top:.9rem;border-bottom:1px solid var(--soft);font-size:1rem}
.bars{margin:.5rem 0 1rem}
.bars .caption{font-weight:700;margin:.2rem 0 .5rem}
.bar{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr minmax(7.5rem,auto);gap:.1rem .9rem;align-items:center;padding:.38rem 0;border-bottom:1px solid var(--line)}
.bar .name b{display:block;font-weight:600}
.bar .name span,.bar .next{color:var(--soft);font-size:.88rem}
.bar svg{display:block;width:100%;height:1.05rem}
.bar .points{font-weight:700}
.bar .points span{display:block;font-weight:400;font-size:.9rem}
.week{margin:.6rem 0 1.1rem}
.week .caption{font-weight:700;margin:.3rem 0 .5rem}
.days{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15.5rem),1fr));gap:.8rem}
.day{border:1px solid var(--line);border-top:5px solid var(--bar);border-radius:4px;padding:.45rem .75rem .6rem}
.day>.date{font-weight:700;margin:0}
.day>.meta{color:var(--soft);font-size:.88rem;margin:0 0 .3rem}
.day dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem .6rem;margin:.3rem 0 0}
.day dt{grid-column:1;color:var(--soft);font-size:.84rem;line-height:1.9}
.day dd{grid-column:2;margin:0}
.day dd b{font-weight:600}
.day .more{display:block;font-size:.84rem;color:var(--soft)}
.day .indoor{margin:.5rem 0 0;padding-top:.35rem;border-top:1px dashed var(--line);font-size:.88rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:.8rem}
.card{border:1px solid var(--line);border-radius:4px;padding:.5rem .85rem .6rem}
.card>.title{font-weight:700;margin:0}
.card>.title span{font-weight:400;color:var(--soft);font-size:.86rem;margin-left:.5em}
.card p{margin:.2rem 0;font-size:.95rem}
.card p>b{color:var(--soft);font-weight:700;margin-right:.4em}
.refs{list-style:none;padding:0;font-size:.86rem}
.refs li{display:flex;gap:.5em}
.refs .n{flex:none;min-width:2.1em;color:var(--soft)}
footer{margin-top:1.8rem;border-top:2px solid var(--ink);padding-top:.7rem}
.signature{display:flex;flex-wrap:wrap;gap:.6rem 2.5rem;margin:0 0 .7rem}
.signature .blank{display:inline-block;min-width:11rem;border-bottom:1px solid var(--ink)}
nav.count{display:flex;flex-wrap:wrap;gap:.8rem;margin:1rem 0}
nav.count a{flex:1 1 11rem;border:1px solid;border-left-width:8px;border-radius:4px;padding:.5rem .9rem;text-decoration:none}
nav.count b{display:block;font-size:1.7rem;line-height:1.2}
h2.good,h2.warn,h2.stop,h2.note{border-color:currentColor}
table.roster td:nth-child(1){width:15%}
table.roster td:nth-child(2){width:15%}
table.roster td:nth-child(3){width:32%}
.who{display:block;color:var(--soft);font-size:.86rem}
table.roster td a{white-space:nowrap;margin-right:.5em}
.chip{display:inline-block;border:1px solid;border-left-width:6px;border-radius:3px;padding:0 .5em;font-weight:700;font-size:.9em}
.ln{display:block}
.ln+.ln{margin-top:.2em}
@media (max-width:640px){
main{padding:1rem}
h1{font-size:1.35rem}
h2{font-size:1.12rem;margin-top:1.5rem}
.box.lead>.title{font-size:1.25rem}
.bar{grid-template-columns:1fr auto;gap:.15rem .8rem}
.bar>div:nth-child(2){grid-column:1/-1;grid-row:2}
.bar .points{text-align:right}
table.stack.roster td:nth-child(n){width:auto}
table.stack.roster .ln:first-child{display:inline}
table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)}
table.stack,table.stack caption,table.stack tbody,table.stack tr,table.stack td,table.stack th{display:block;width:auto}
table.stack tr{border-bottom:1px solid var(--line);padding:.4rem 0}
table.stack td{border:0;padding:.08rem 0}
table.stack td:empty{display:none}
table.stack td:first-child{font-weight:600}
table.stack td[data-label]:not(:first-child)::before{content:attr(data-label);color:var(--soft);font-size:.86em;margin-right:.6em}
table.stack tr.part{border-bottom:0}
}
@media print{
@page{size:A4;margin:12mm 12mm 13mm}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
html{font-size:9.4pt}
html:has(.person){font-size:9pt}
.week>.caption{break-after:avoid}
.person .week{break-inside:avoid}
body{background:#fff;font-size:1rem;line-height:1.38}
.marks{margin:4pt 0 0;gap:4pt}
.mark{padding:1.5pt 6pt}
main{max-width:none;padding:0 1pt}
h1{font-size:15pt}
h2{font-size:11.5pt;margin:9pt 0 4pt;break-after:avoid}
h3{font-size:10pt;margin:6pt 0 2pt;break-after:avoid}
a{color:inherit;text-decoration:none}
.box{margin:5pt 0;padding:4pt 7pt}
.box.wide ul{columns:2 17rem;column-gap:2rem}
.box.wide li{break-inside:avoid}
.box.lead{padding:5pt 8pt}
.box.lead>.title{font-size:13pt}
.box.lead ul{font-size:1.04rem}
.box.wide ul{columns:2}
.box,.panel,.day,.card,.bar,tr,.refs li,.mark{break-inside:avoid}
.panels{grid-template-columns:repeat(3,1fr);gap:6pt;margin:3pt 0}
.box.note.wide{break-inside:auto}
.person table{break-inside:avoid}
tbody tr:first-child{break-before:avoid}
table.roster th:last-child,table.roster td:last-child{display:none}
.panels.two{grid-template-columns:1fr 1fr}
.panels.one{grid-template-columns:1fr}
.panel{padding:3pt 6pt}
.days{grid-template-columns:repeat(auto-fit,minmax(54mm,1fr));gap:5pt}
.box.lead li{display:inline}
.panel ul,.panel ol,.box ul{margin-bottom:0}
.day{padding:3pt 5pt}
.cards{grid-template-columns:repeat(2,1fr);gap:5pt}
.card{padding:3pt 6pt}
.card p{margin:1pt 0}
.bar{padding:1.5pt 0;grid-template-columns:46mm 1fr 34mm}
.bar svg{height:9pt}
thead{display:table-header-group}
th,td{padding:2pt 5pt 2pt 0}
table{font-size:8.9pt;margin:3pt 0 6pt}
ol,ul{margin:2pt 0 3pt}
li{margin:.5pt 0}
ul.signed>li{margin:.5pt 0}
.refs{font-size:7.8pt;line-height:1.3}
footer{margin-top:8pt;break-inside:avoid}
.person .cards{grid-template-columns:repeat(3,1fr)}
.person .refs{columns:2}
}
)CSS";

}  // namespace celian::report
