//! `unfilled-placeholder`: every place of the template is filled.

use std::ops::Range;

use super::letter::{Finding, Letter};
use crate::labels::text;
use crate::message::as_sent;
use crate::text::pattern::{Pattern, pattern};

/// What a template or a hurried writer leaves behind (message-patterns.json, `PH`). Capitals matter for the
/// three words.
static PLACE: Pattern = pattern!(
    r"\{\{|\{%-?\s*[a-z]",
    r"(?i:[\[［【]\s*(?:name|company|first\s?name|last\s?name|title|role|your name|姓名|公司|職稱|职称|對方|对方|姓)\s*[\]］】])",
    r"(?i:<(?:name|company|姓名|公司)>)|\bTODO\b|\bTBD\b|\bXXX+\b|○\s?○|〇〇|ＯＯ|OO公司",
);
/// A greeting without a name: `Hi ,`.
static GREETING: Pattern = pattern!(r"^[ \t\n]*(?:hi|hello|dear)[ \t]+,");
/// Marks one of which every such place holds.
static MARKS: Pattern = pattern!(r"\{\{|\{%|\[|［|【|<|TODO|TBD|XXX|○|〇|ＯＯ|OO公司");
/// `[name](https://…)` is a link, and a list or comment called TODO is a thing.
static INNOCENT: Pattern = pattern!(
    r"(?i:\[[^\]\n]*\]\()",
    r"(?i:\bTODO[- ]?(?:apps?|lists?|items?|comments?|board|清單|事項|專案|App|應用|list|註解))",
    r"(?i:[a-z]+ TODOs?\b apps?)|[一二三四五六七八九十百○〇]\s?[○〇][○〇]",
    r"[○〇][○〇][一二三四五六七八九年元號]|(?i:\b(?:is|are|be|still|was) TBD\b)|(?:還是|仍是|是)\s?TBD",
    r"[「『“\x22][^「」『』“”\x22\n]{0,40}(?:TODO|TBD|XXX+|○\s?○|〇〇|ＯＯ)[^「」『』“”\x22\n]{0,40}[」』”\x22]",
    r"(?:[的寫標]|\b(?:the|a|an|says|marked|called|of))\s?(?:TODO|TBD)\b|[a-z0-9_]\[[a-z]+\]",
    r"[A-Za-z]OO公司|第\s?XXX|\bthe XXX\b",
    r"[「『“\x22][^「」『』“”\x22\n]{0,40}[\[［【<][^「」『』“”\x22\n]{1,20}[\]］】>][^「」『』“”\x22\n]{0,40}[」』”\x22]",
);

/// Fires at the first such place of the raw message, code and comments left out; in the subject too.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if let Some(subject) = letter.subject
        && let Some(place) = first(subject)
    {
        let message = text!("unfilled-placeholder.message", place = &subject[place]);
        found.push(Finding::at_key("subject", message, text!("unfilled-placeholder.help")));
    }
    if let Some(place) = GREETING.find(&letter.message.prose) {
        let message = text!("unfilled-placeholder.message", place = letter.source[place.clone()].trim());
        found.push(Finding::at(place, message, text!("unfilled-placeholder.help")));
    }
    if !MARKS.is_in(letter.source) {
        return;
    }
    let sent = as_sent(letter.source);
    if let Some(place) = first(&sent) {
        let shown = whole(&sent, &place);
        let message = text!("unfilled-placeholder.message", place = &sent[shown.clone()]);
        found.push(Finding::at(shown, message, text!("unfilled-placeholder.help")));
    }
}

fn first(text: &str) -> Option<Range<usize>> {
    let innocent: Vec<Range<usize>> = INNOCENT.all(text).collect();
    PLACE.all(text).find(|place| !innocent.iter().any(|other| other.start < place.end && place.start < other.end))
}

/// `{{ topic }}` as a whole.
fn whole(text: &str, place: &Range<usize>) -> Range<usize> {
    let closes = text[place.clone()].starts_with("{{").then(|| text[place.end..].find("}}")).flatten();
    let end = closes.filter(|&at| !text[place.end..place.end + at].contains('\n')).map_or(place.end, |at| place.end + at + 2);
    place.start..end
}
