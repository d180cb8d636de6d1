//! `unfilled-placeholder`: every place of the template is filled.

use std::collections::HashSet;
use std::ops::Range;

use super::letter::{Finding, Letter};
use crate::labels::text;
use crate::message::as_sent;
use crate::text::pattern::{Pattern, pattern};
use crate::text::ranges;

/// What a template or a hurried writer leaves behind (message-patterns.json, `PH`). Capitals matter for the
/// three words.
static PLACE: Pattern = pattern!(
    r"\{\{|\{%-?\s*[a-z]",
    // [Name] 【公司名稱】 [your company here] [insert article] <article title> {姓名} （請填入）
    concat!(
        r"(?i:[\[［【{｛]\s*(?:[您你]的|對方的?|請?填[入寫上]?)?(?:姓名|名字|稱呼|公司(?:名稱|名)?|職稱|职称|部門|對方|对方|姓|學校|校名|系所|電話|手機|信箱|",
        r"日期|時間|地點|主題|產品(?:名稱)?|文章(?:標題|名稱|連結)?)\s*[\]］】}｝])",
    ),
    concat!(
        r"(?i:[\[［【]\s*(?:your |their |the |my )?(?:first\s?name|last\s?name|name|company|title|role|position|topic|article|phone|e-?mail|city|school|product)",
        r"(?: name| title| number| address)?(?: here)?\s*[\]］】])",
    ),
    r"(?i:\[(?:insert|your|fill in) [a-z ]{2,24}\])|(?i:\{(?:name|company|first_?name|last_?name|your_?name|recipient|company_?name|role)\})",
    r"(?i:<(?:name|company|姓名|公司|(?:article|company|first|last|your|job|product) (?:name|title|company))>)",
    r"[（(]\s*(?:請填[入寫上]?|待填|待補)(?:姓名|公司|職稱|名稱|標題)?\s*[）)]|(?:我是|我叫|讀了|Dear|Hi|Hello)[ \t]?_{3,}|＿{2,}",
    r"\bTODO\b|\bTBD\b|\bXXX+\b|\b(?:XX|OO)\s?(?:公司|先生|小姐|女士|老師|教授|經理|主管|前輩|學校|大學|部門|集團)|○\s?○|〇〇|ＯＯ",
);
/// A greeting without a name: `Hi ,`.
static GREETING: Pattern = pattern!(r"^[ \t\n]*(?:hi|hello|dear)[ \t]+,");
/// What every such place holds one of, or a bracket: plain words are looked for many times faster than phrases.
static MARKS: Pattern = pattern!(r"｛|［|【|○|〇|＿|請填|待填|待補|TODO|TBD|XX|ＯＯ|OO|___");
/// `[name](https://…)` is a link, and a list or comment called TODO is a thing.
static INNOCENT: Pattern = pattern!(
    r"(?i:\[[^\]\n]*\]\([^)\s{]*)",
    r"(?i:\bTODO[- ]?(?:apps?|lists?|notes?|files?|items?|comments?|board|清單|事項|專案|App|應用|list|註解))",
    r"(?i:[a-z]+ TODOs?\b apps?)|[一二三四五六七八九十百○〇]\s?[○〇][○〇]",
    r"[○〇][○〇][一二三四五六七八九年元號]|(?i:\b(?:is|are|be|still|was) TBD\b)|(?:還是|仍是|是)\s?TBD",
    r"[「『“\x22][^「」『』“”\x22\n]{0,40}(?:TODO|TBD|XXX+|○\s?○|〇〇|ＯＯ)[^「」『』“”\x22\n]{0,40}[」』”\x22]",
    r"(?:[的寫標]|\b(?:the|a|an|says|marked|called|of))\s?(?:TODO|TBD)\b|[a-z0-9_]\[[a-z]+\]",
    // A field that is spoken of, and a variable that was not replaced.
    r"(?:[\[［【{][^\]］】}\n]{1,8}[\]］】}][ 、和與及]*)+(?:[^，。！？\n]{0,3}(?:[欄格]|必填|選填|字串|沒有(?:換|被)|標籤))|(?:表單|問卷|欄位|表格)[^，。！？\n]{0,8}[【\[［][^\]］】\n]{1,8}[\]］】]",
    r"(?i:(?:f-string|template|format|variable|placeholder|brace|regex|字串|變數|範本|模板|格式|括號|的|the|a)\s?\{[a-z_]+\})|[a-z0-9_=/]\{[a-z_]+\}|(?:把|換成|變成|印出|寫成|顯示)\s?\{[a-z_]+\}",
    // In an address, and as the name of a thing that is spoken of.
    r"(?i:https?://[^\s<>（）「」]*(?:TODO|TBD|XXX)[^\s<>（）「」]*)",
    r"(?i:\b(?:the|my|our) (?:TODO|TBD)\b)|(?:代號|代碼|檔名)\s?XXX+|(?i:\b(?:returns?|codes?|values?|columns?) XXX+)",
    r"(?i:\b(?:fields?|columns?|keys?|cells?|headers?|tabs?|variables?|placeholders?) (?:is |was |are |were )?(?:called|named|labelled|titled|marked) [\[<{][a-z _]{1,20}[\]>}])",
    r"[○〇][○〇]題|(?:XX|OO)\s?公司[（(](?:化名|匿名|代稱)",
    r"[A-Za-z]OO公司|第\s?XXX|\bthe XXX\b",
    r"[「『“\x22][^「」『』“”\x22\n]{0,40}[\[［【<][^「」『』“”\x22\n]{1,20}[\]］】>][^「」『』“”\x22\n]{0,40}[」』”\x22]",
);

/// Fires once at each such place of the raw message, code and comments left out, the signature too: `copy` puts
/// it on the clipboard. In the subject as well.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if let Some(subject) = letter.subject.filter(|subject| may_be_in(subject)) {
        for place in places(subject) {
            let message = text!("unfilled-placeholder.message", place = &subject[place]);
            found.push(Finding::at_key("subject", message, text!("unfilled-placeholder.help")));
        }
    }
    if let Some(place) = GREETING.find(&letter.message.prose) {
        let message = text!("unfilled-placeholder.message", place = letter.source[place.clone()].trim());
        found.push(Finding::at(place, message, text!("unfilled-placeholder.help")));
    }
    if !may_be_in(letter.source) || !PLACE.is_in(letter.source) {
        return;
    }
    let sent = as_sent(letter.source);
    for place in places(&sent) {
        let message = text!("unfilled-placeholder.message", place = &sent[place.clone()]);
        found.push(Finding::at(place, message, text!("unfilled-placeholder.help")));
    }
}

fn may_be_in(text: &str) -> bool {
    ['{', '[', '<'].iter().any(|bracket| text.contains(*bracket)) || MARKS.is_in(text)
}

/// The places still to be filled, each text once: where it stands first.
fn places(text: &str) -> Vec<Range<usize>> {
    let innocent: Vec<Range<usize>> = INNOCENT.all(text).collect();
    let is_apart = |place: &Range<usize>| !ranges::meets(&innocent, place);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut told = HashSet::new();
    // The next `}}` is looked for once, not again for each place before it.
    let mut closing = text.find("}}");
    for place in PLACE.all(text).filter(is_apart) {
        if found.last().is_some_and(|last| last.end > place.start) {
            continue;
        }
        while closing.is_some_and(|at| at < place.end) {
            closing = text[place.end..].find("}}").map(|at| place.end + at);
        }
        let place = whole(text, &place, closing);
        if told.insert(&text[place.clone()]) {
            found.push(place);
        }
    }
    found
}

/// `{{ topic }}` as a whole, where it closes in its line.
fn whole(text: &str, place: &Range<usize>, closing: Option<usize>) -> Range<usize> {
    let opens = text[place.clone()].starts_with("{{");
    let in_line = |at: &usize| !text[place.end..*at].contains('\n');
    let end = closing.filter(|at| opens && in_line(at)).map_or(place.end, |at| at + 2);
    place.start..end
}
