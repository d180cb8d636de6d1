//! `flattery-overload`: one honest, specific compliment.

use super::hints::Hint;
use super::letter::{Finding, Letter};
use super::limits;
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Superlatives (message-patterns.json, `FLAT`).
pub(super) static PRAISE: Phrase = Phrase {
    hint: Some(Hint::Praise),
    find: pattern!(
        r"大神|神人|超強|膜拜|崇拜|偶像|最(?:偉大|厲害|強|棒|頂尖|佩服|有深度|獨到)|神作|業界第一|(?:文壇|業界|台灣|全國|世界|史上)[^，。！？]{0,3}第一人|無人能[及比]",
        r"超(?:級)?厲害|仰慕|女神|男神|\bamazing\b|\bincredible\b|\bgenius\b|\blegend\b|\bidol\b",
        r"\bhuge fan\b|\bbiggest fan(?: of\b|[.,!]|$)|\btruly inspiring\b|\btrue inspiration\b|\bbest ever\b|\bphenomenal\b|\bguru\b",
        r"\bgreatest\b|\bmost (?:brilliant|inspiring|beautiful|talented|incredible|amazing)\b",
        r"\bbrilliant\b|\bextraordinary\b|\bvisionary\b|\bworld-class\b|\bsuperstar\b|\brock\s?star\b",
        r"\bbest [a-z]+ (?:in the world|ever|anyone)\b",
    ),
    innocent: Some(pattern!(
        r"偶像(?:劇|團體|包袱|派|明星|產業|選秀)|(?:祖先|自然|英雄|偶像|圖騰)崇拜",
        r"對(?:媽祖|神明|[^您你妳，。]{1,4})的崇拜|(?:勝利|自由)女神|女神(?:像|卡卡|節)",
        r"超強(?:颱風|磁鐵|力|酸)|神人(?:關係|共)|膜拜(?:動線|儀式|的)",
        r"\blegends? (?:of|covers|for|in|on|has|shows|entry|below|above)\b",
        r"\b(?:no|urban|chart|map|the) legends?\b|\b(?:american|indian|pop|teen) idol\b",
        r"\bidol(?:atry|s of)\b|\bphenomenal (?:consciousness|character|content|concept)s?\b",
        r"\ba (?:second |third )?huge fan (?:cools|dries|does|runs|blows|in the)",
        r"\b(?:second|third) huge fan\b|\bgenius (?:bar|lyrics|grant)|\bamazing race\b",
        r"\bincredible india\b|\bguru (?:nanak|granth)|\b(?:tenth|first|ninth) guru\b",
    )),
    unless: Some(pattern!(r"出現[一二三四五六七八九十0-9]+次|不要叫|別叫|不叫|不會叫", r"\b(?:won't|will not|not going to|never) call\b",)),
};

/// Fires at the superlative that is one too many.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let praise = PRAISE.everywhere(letter);
    let Some(last) = praise.last().filter(|_| praise.len() as f64 >= letter.limit(&limits::FLATTERY)) else { return };
    found.push(Finding::at(last.clone(), text!("flattery-overload.message", count = praise.len()), text!("flattery-overload.help")));
}
