/** How a report looks, on screens and on paper, with nothing from outside. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--ink:#16202b;--soft:#55626f;--line:#d5dce3;--back:#fff;--card:#f6f8fa;--mark:#fff1c2;--bad:#a4262c;--warn:#8a5a00}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#a3b0bd;--line:#33404d;--back:#12181f;--card:#1a222b;--mark:#4a3d10;--bad:#ff9a9a;--warn:#f0c060}}
*{box-sizing:border-box}body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--back)}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2.5rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
h3{font-size:1.05rem;margin:0}p{margin:.35rem 0}.soft{color:var(--soft)}.card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.9rem 1rem;margin:.75rem 0}
.finding{font-weight:600}.contradiction{color:var(--bad)}.drift{color:var(--warn)}ul{margin:.35rem 0;padding-left:1.2rem}li{margin:.3rem 0}
blockquote{margin:.2rem 0;padding-left:.7rem;border-left:3px solid var(--line)}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.35rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
mark{background:var(--mark);color:inherit;border-radius:.15rem;padding:0 .1rem}mark:target{outline:3px solid var(--warn)}.account{white-space:pre-wrap;overflow-wrap:anywhere}.unread::before{content:"not in English, not read: ";color:var(--soft);font-size:.85em}.furniture{color:var(--soft);text-decoration:line-through;text-decoration-thickness:1px}
.records th{white-space:nowrap}.held{margin:.3rem 0 .3rem .7rem}.held b{font-weight:600}.could-not-have-been-seen b,.not-comparable b{color:var(--soft)}.contradicted b{color:var(--bad)}.notional{border:1px dashed var(--warn);border-radius:.3rem;padding:0 .3rem;color:var(--warn);font-size:.85em}
summary{cursor:pointer}summary b{font-weight:600}:target{outline:3px solid var(--warn);outline-offset:2px}
/* On paper nothing can be opened. */
@media print{details::details-content{content-visibility:visible;block-size:auto}}
a{color:inherit;text-underline-offset:.15em}code{font-size:.85em;overflow-wrap:anywhere}
`;
