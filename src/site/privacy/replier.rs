//! Who answered, by the heading of a reply: `## Reply Quincy Lark 2026-05-03` names a person who may have no entry.

use crate::diagnostic::Span;
use crate::journal::{CHANNELS, Request, SectionKind};
use crate::text::names::FAMILY;
use crate::text::script::is_han;

/// Characters that begin a family name of two, and few words.
const OF_DOUBLE: &str = "歐司諸";
/// What stands there with a capital and names nobody.
const NO_NAME: [&str; 16] = [
    "call", "chat", "final", "first", "from", "her", "his", "long", "mail", "meeting", "second", "short", "the", "their", "third", "video",
];
/// Words of a name.
const MOST_WORDS: usize = 3;

/// The names in the headings of an entry's replies, each with its place: what stands between the section's word and the day. A heading
/// of another form says something else.
pub(super) fn named(request: &Request) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    for section in request.sections.iter().filter(|section| section.kind == SectionKind::Reply) {
        let Some(name) = name_in(&section.heading) else { continue };
        let place = request.document.text[..section.text.start].rfind(&section.heading);
        found.push((name, place.map_or(Span::TOP, |start| Span { start, end: start + section.heading.len() })));
    }
    found
}

/// The name in the heading of a reply.
fn name_in(heading: &str) -> Option<String> {
    let words: Vec<&str> = heading.split_whitespace().collect();
    let [_, name @ .., day] = words.as_slice() else { return None };
    let is_day =
        day.len() >= 10 && day.bytes().take(10).enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    let whole = name.join(" ");
    let is_latin = |word: &&str| {
        let is_word = word.chars().all(|c| c.is_alphabetic() && !is_han(c) || "-.'’".contains(c));
        let small = word.to_lowercase();
        is_word && word.starts_with(char::is_uppercase) && !NO_NAME.contains(&&*small) && !CHANNELS.contains(&&*small)
    };
    let is_chinese = whole.chars().all(is_han)
        && whole.starts_with(|c| FAMILY.contains(c) || OF_DOUBLE.contains(c))
        && (2..=5).contains(&whole.chars().count());
    let is_name = is_chinese || (1..=MOST_WORDS).contains(&name.len()) && name.iter().all(is_latin);
    (is_day && is_name).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_names_who_answered() {
        for (heading, expected) in [
            ("Reply Quincy Lark 2026-05-03", Some("Quincy Lark")),
            ("Reply Dana 2026-04-10T09:00+08:00", Some("Dana")),
            ("Reply O'Brien 2026-05-03", Some("O'Brien")),
            ("回覆 林雅婷 2026-04-10", Some("林雅婷")),
            ("回信 王老師 2026-04-10", Some("王老師")),
            ("回覆 歐陽娜 2026-04-10", Some("歐陽娜")),
            ("回覆 諸葛亮 2026-04-10", Some("諸葛亮")),
            // What begins words as often as names is no name here.
            ("回覆 方案討論 2026-04-10", None),
            ("回覆 簡報之後 2026-04-10", None),
            ("Reply", None),
            ("Reply 2026-05-03", None),
            ("Reply Quincy Lark", None),
            ("Reply by phone 2026-05-03", None),
            ("Reply LINE 2026-05-03", None),
            ("Reply Second 2026-05-03", None),
            ("回覆 電話 2026-05-03", None),
            ("回覆 第二封 2026-05-03", None),
        ] {
            assert_eq!(name_in(heading).as_deref(), expected, "{heading}");
        }
    }
}
