//! `no-effort-shown`: what was tried stands in the letter.

use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::journal::Kind;
use crate::labels::text;
use crate::text::pattern::pattern;

/// What was done (message-patterns.json, `EFFORT`, and what careful letters say instead).
static EFFORT: Phrase = Phrase {
    hint: None,
    find: pattern!(
        r"試[過了著]|嘗試|查[過了到]|看[過了完]|讀[過了完]|讀書會",
        r"[做寫改跑測畫聽問學練用上列翻爬抄背修拆]了|[做寫跑測畫聽問學用上翻爬調換改拆裝修洗清量擦吃喝練種煮烤縫]過|[翻問查找看]遍|反覆|拆開|重[做裝跑測灌開]|[上學讀做看聽寫跑修]完",
        r"完成|自學|自修|研究|比較|對照|整理|目前(?:的)?(?:做法|進度)|練習|實作|動手|重現|排除|摸索|照著|照做|照[您你妳][^，。！？]{0,10}[做改試練]|依[您你妳]",
        r"參加|累積|卡在|卡住|報名|訂閱|追蹤|準備",
        r"[一二兩三四五六七八九十幾半]+個?(?:次|本|堂|門|版|種|份|篇|遍|輪)|了[一二兩三四五六七八九十幾半]+個?(?:晚上|週|星期|月|年|學期|季|天|小時|鐘頭)",
        r"\bmy (?:first|second|third|last|own) (?:attempt|try|version|draft|model|schema|project)\b",
        concat!(
            r"\b(?:i've|i have|i|we've|we have|we) (?:[a-z]+ly |also |just |already |now )?(?:tried|read|built|",
            r"compared|published|spent|looked|finished|completed|tested|written|wrote|started|rewrote|rewritten|ran|",
            r"run|checked|searched|followed|worked|learned|learnt|studied|taught|set up|debugged|reproduced|narrowed|",
            r"took|taken|made|done|did|attended|practised|practiced|drafted|redid|fixed|profiled|measured|asked|",
            r"walked|watched)\b",
        ),
        // What one has done ends in -ed or an irregular participle; wishes and feelings are taken out below.
        r"\b(?:i've|i have|we've|we have) (?:[a-z]+ly |also |just |already |now |since |even )*[a-z]+(?:ed|wn|ven|ght|ilt|lt|pt|ung|un|ut)\b",
        r"\b(?:i|we|and) [a-z]+ed (?:it|them|both|all|a|an|the|every|each|my|our|some|with|two|three|four|five|six|seven|eight|nine|ten)\b",
        r"\b(?:learning|studying|practising|practicing|training) [^.!?]{0,30}\b(?:since|for)\b",
        r"(?:^|[,;] )(?:and |then |also |already )*[a-z]+ed (?:it|on|the|both|all|my|with|each|every|twice)\b",
        r"\b(?:went|gone) through\b|\bmy (?:[a-z]+ )?(?:attempts?|tries|efforts?|tests|experiments?|trials?)\b",
        r"\bso far\b|\bafter (?:reading|trying|working|finishing|comparing|watching|taking)\b",
        r"\b(?:currently|now|been) (?:learning|studying|reading|working|practising|practicing|building|taking|trying)\b",
        r"\bstuck (?:on|at|with|in)\b|\bhaving (?:read|tried|built|worked)\b",
        concat!(
            r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|",
            r"couple of) (?:[a-z-]+ )?(?:days|weeks|months|years|evenings|weekends|courses|books|drafts|versions|",
            r"projects|tutorials|attempts)\b",
        ),
    ),
    // What the reader did is no effort of the writer's.
    innocent: Some(pattern!(
        concat!(
            r"(?:^|[^照依用跟按以])[您你妳][^，。！？]{0,6}(?:試[過了著]|查[過了到]|看[過了完]|讀[過了完]|[做寫改跑測畫聽問學練用]了|",
            r"[做寫跑測]過|完成|研究|整理)",
        ),
        concat!(
            r"\b(?:i've|i have|i|we've|we have|we) (?:[a-z]+ly |also |just |already |now |since |even |always )*(?:admired|liked|loved|",
            r"enjoyed|wanted|wished|hoped|decided|needed|noticed|wondered|appreciated|graduated|changed|moved|dreamed|",
            r"thought|got|let|caught|bought|brought|stumbled|landed|seemed|listened|subscribed|joined)\b",
        ),
        r"(?:^|[,;] )(?:and |then |also |already )*(?:loved|enjoyed|liked|admired|followed|wanted|needed|interested|attached)\b",
        r"\byour [a-z ]{0,24}so far\b|\byou(?:'ve| have)? (?:tried|read|built|written|wrote)\b",
    )),
    unless: None,
};

/// Fires in the first letter of a thread that asks to learn or a technical question, where nothing was done
/// and no digit or code stands anywhere.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let applies =
        matches!(letter.kind, Kind::AskLearning | Kind::AskTechnical) && letter.is_first && letter.message.asks().next().is_some();
    // A digit in a link or a quote is another's.
    let counts = letter.message.prose.contains(|c: char| c.is_ascii_digit()) || letter.source.contains('`');
    if applies && !counts && !letter.message.sentences.iter().any(|sentence| EFFORT.is_in(letter.message.words(sentence))) {
        found.push(Finding::at(letter.last_ask(), text!("no-effort-shown.message"), text!("no-effort-shown.help")));
    }
}
