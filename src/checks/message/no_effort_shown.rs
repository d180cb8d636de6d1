//! `no-effort-shown`: what was tried stands in the letter.

use super::hints::Hint;
use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::journal::Kind;
use crate::labels::text;
use crate::message::is_vague;
use crate::text::pattern::{Pattern, pattern};

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
        r"[您你妳](?:的|那|這)+[一二兩三四五六七八九十幾]+[篇本集場堂門份]",
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

/// A question for the way itself. One between two things, or after what the reader did, shows thought already.
pub(super) static OPEN: Phrase = Phrase {
    hint: Some(Hint::Open),
    find: pattern!(
        r"從(?:哪|何)|(?:要|該|先|得|能|可以|應該)[^，。！？]{0,6}(?:怎麼|如何|哪裡|哪些|什麼)|(?:怎麼|如何)(?:開始|入門|入行|準備|學|自學|轉|進|踏|跨|起步|規劃)",
        r"(?:學|讀|補|準備|看)(?:什麼|哪些)",
        r"\b(?:where|how|what)(?: else| exactly| first)? (?:do|should|can|could|must|shall|might|would) (?:i|we|one|you (?:begin|start|recommend|suggest))\b",
        r"\b(?:where|how|what) to\b",
    ),
    innocent: Some(pattern!(r"[您你妳](?:們|當初|當時|那時|後來|都|通常|會|是|自己)*(?:先)?(?:怎麼|如何|從哪|從何)[^，。！？]{0,4}")),
    unless: Some(pattern!(r"還是|\bor [a-z]")),
};
/// A figure of the writer's: no year, no part of a name (GA4, B2B).
static FIGURE: Pattern = pattern!(r"(?:^|[^a-z0-9-])(?:[03-9]|1[0-8]?|2[1-9]?|\d{3}|\d{5,}|[1-9]\d)(?:[^a-z0-9]|$)");
/// The reader's years and articles are no effort of the writer's.
static READERS: Pattern = pattern!(r"[您你妳貴]", r"\byour?\b");
static OWN: Pattern = pattern!(r"我|自己|\b(?:i|i've|i'm|my|we|our)\b");

/// Fires in the first letter of a thread that asks for the way to learn or to solve something, where nothing was
/// done and no figure or code stands anywhere. A place of the template that is still to be filled may tell it.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let applies =
        matches!(letter.kind, Kind::AskLearning | Kind::AskTechnical) && letter.is_first && letter.message.asks().next().is_some();
    if !applies || letter.source.contains('`') || letter.source.contains("{{") {
        return;
    }
    let words = || letter.message.sentences.iter().map(|sentence| letter.message.words(sentence));
    // A figure in a link or a quote is another's.
    let counts = |words: &str| FIGURE.is_in(words) && (!READERS.is_in(words) || OWN.is_in(words));
    let is_open = OPEN.first(letter, |sentence| sentence.asks).is_some()
        || letter.message.asks().any(|sentence| is_vague(letter.message.words(sentence)));
    if is_open && !words().any(|words| counts(words) || EFFORT.is_in(words)) {
        found.push(Finding::at(letter.last_ask(), text!("no-effort-shown.message"), text!("no-effort-shown.help")));
    }
}
