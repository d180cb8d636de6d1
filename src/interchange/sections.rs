//! The sections of an entry as cells: the text alone where its heading is the usual one, else under its heading.

use crate::calendar::Moment;
use crate::journal::{Journal, Replied, Request, Section, SectionKind, as_section, reply_heading, sections_of};
use crate::message::plain_line;

/// What came back, as one cell.
pub(crate) fn replies_cell(request: &Request, journal: &Journal) -> String {
    cell(request, &usual_reply_heading(request, journal), |section| section.kind == SectionKind::Reply)
}

/// The reflection and everything after the message that is no reply, as one cell.
pub(crate) fn notes_cell(request: &Request, journal: &Journal) -> String {
    cell(request, reflection_heading(request.is_chinese(journal.settings.lang)), |section| section.kind != SectionKind::Reply)
}

/// `反思` or `Reflection`.
pub(crate) fn reflection_heading(is_chinese: bool) -> &'static str {
    if is_chinese { "反思" } else { "Reflection" }
}

/// The heading that a reply to the entry gets from `reply`.
fn usual_reply_heading(request: &Request, journal: &Journal) -> String {
    let name = request.to.as_ref().and_then(|to| to.name.as_deref()).unwrap_or_default();
    let day = request.facts.replied.and_then(Replied::moment).map(|moment: Moment| moment.day(journal.now.zone).to_string());
    reply_heading(request.is_chinese(journal.settings.lang), name, &day.unwrap_or_default())
}

/// Whether an entry's replies, or its other sections, are those of a cell of an export: the first one's heading may have changed
/// since, with the day of the reply.
pub(crate) fn has_sections(request: &Request, key: &str, cell: &str) -> bool {
    let here = sections(request, |section| (section.kind == SectionKind::Reply) == (key == "reply"));
    let Some((first, _)) = here.first() else { return false };
    let there = of_cell(cell.trim(), first);
    let is_same = |((a, here), (b, there)): (&(String, String), &(String, String))| {
        a == b && (here.trim() == there.trim() || as_section(here) == as_section(there))
    };
    here.len() == there.len() && here.iter().zip(&there).all(is_same)
}

fn cell(request: &Request, usual: &str, takes: impl Fn(&Section) -> bool) -> String {
    to_cell(&sections(request, takes), usual)
}

/// The headings and texts of an entry's sections.
fn sections(request: &Request, takes: impl Fn(&Section) -> bool) -> Vec<(String, String)> {
    let of = |section: &Section| (section.heading.clone(), request.section_text(section).replace("\r\n", "\n"));
    request.sections.iter().filter(|section| takes(section)).map(of).collect()
}

/// Sections as one cell. What only keeps a line from being a heading in the file is left out, where an import puts it back; a section
/// of which that is not so stands as in the file, below a closed heading.
fn to_cell(sections: &[(String, String)], usual: &str) -> String {
    let is_plain = |(_, text): &(String, String)| as_section(&without_guards(text)) == *text;
    let plain = joined(sections, usual, is_plain);
    if of_cell(&plain, usual) == sections { plain } else { joined(sections, usual, |_| false) }
}

fn joined(sections: &[(String, String)], usual: &str, is_plain: impl Fn(&(String, String)) -> bool) -> String {
    let mut parts = Vec::new();
    for section in sections {
        let (heading, text) = section;
        parts.push(match is_plain(section) {
            true if parts.is_empty() && heading == usual && !text.is_empty() => without_guards(text),
            true => format!("## {heading}\n\n{}", without_guards(text)).trim_end().to_owned(),
            false => format!("## {heading} ##\n\n{text}").trim_end().to_owned(),
        });
    }
    parts.join("\n\n")
}

fn without_guards(text: &str) -> String {
    text.split('\n').map(plain_line).collect::<Vec<_>>().join("\n")
}

/// The sections of a cell that [`replies_cell`] or [`notes_cell`] wrote, each with its heading; `usual` is the first one's where
/// the cell does not tell. None of their lines is a heading, but below a closed one.
pub(crate) fn of_cell(cell: &str, usual: &str) -> Vec<(String, String)> {
    let begins = sections_of(cell.lines().next().unwrap_or_default()).len() == 1;
    let whole = if begins { cell.to_owned() } else { format!("## {usual}\n\n{cell}") };
    let text = |text: String, is_closed: bool| if is_closed { text } else { as_section(&text) };
    sections_of(&whole).into_iter().map(|(heading, of, is_closed)| (heading, text(of, is_closed))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sections(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(heading, text)| ((*heading).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_reader_sees_no_guard() {
        for (all, cell) in [
            (vec![("回覆 林雅婷", "\\## 先學事件\n再學統計。")], "## 先學事件\n再學統計。"),
            (vec![("回覆 林雅婷 2026-04-10 18:30", "\\# 一\n\\---")], "## 回覆 林雅婷 2026-04-10 18:30\n\n# 一\n---"),
            (vec![("回覆 林雅婷", "好。"), ("回覆", "\\### 二")], "好。\n\n## 回覆\n\n### 二"),
            // What would be read as a section, and what a person made a heading of, stands as in the file.
            (vec![("回覆 林雅婷", "\\## 回覆\n好。")], "## 回覆 林雅婷 ##\n\n\\## 回覆\n好。"),
            (vec![("回覆 林雅婷", "### 小標\n好。")], "## 回覆 林雅婷 ##\n\n### 小標\n好。"),
            (vec![("回覆 林雅婷", "a \\# b")], "a \\# b"),
        ] {
            let all = sections(&all);
            assert_eq!(to_cell(&all, "回覆 林雅婷"), cell);
            assert_eq!(of_cell(cell, "回覆 林雅婷"), all);
        }
        // An export of before showed the guards.
        assert_eq!(of_cell("\\## 先學事件", "回覆"), sections(&[("回覆", "\\## 先學事件")]));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn sections_come_back(lines in prop::collection::vec("(## 回覆|## 反思 #|# a|\\\\## b|\\\\## 回覆|---|```|\\\\回覆：|### c ##|文字|> d| {1,3}## e|\\\\- f|)", 0..8), usual in any::<bool>()) {
            let body = format!("## 回覆\n\n{}", lines.join("\n"));
            let all: Vec<(String, String)> = sections_of(&body).into_iter().map(|(heading, text, _)| (heading, text)).collect();
            let usual = if usual { "回覆" } else { "反思" };
            prop_assert_eq!(of_cell(&to_cell(&all, usual), usual), all);
        }
    }
}
