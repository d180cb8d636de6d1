//! The sections of an entry as cells: the text alone where its heading is the usual one, else under its heading.

use crate::calendar::Moment;
use crate::journal::{Journal, Replied, Request, Section, SectionKind, reply_heading, sections_of};

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
    let is_of_cell = |section: &Section| (section.kind == SectionKind::Reply) == (key == "reply");
    let first = request.sections.iter().find(|section| is_of_cell(section));
    first.is_some_and(|first| self::cell(request, &first.heading, is_of_cell).trim() == cell.trim())
}

fn cell(request: &Request, usual: &str, takes: impl Fn(&Section) -> bool) -> String {
    let mut parts = Vec::new();
    for section in request.sections.iter().filter(|section| takes(section)) {
        let text = request.section_text(section).replace("\r\n", "\n");
        if parts.is_empty() && section.heading == usual && !text.is_empty() {
            parts.push(text);
        } else {
            parts.push(format!("## {}\n\n{text}", section.heading).trim_end().to_owned());
        }
    }
    parts.join("\n\n")
}

/// The sections of a cell that [`replies_cell`] or [`notes_cell`] wrote, each with its heading; `usual` is the first one's where
/// the cell does not tell.
pub(crate) fn of_cell(cell: &str, usual: &str) -> Vec<(String, String)> {
    let begins = sections_of(cell.lines().next().unwrap_or_default()).len() == 1;
    let whole = if begins { cell.to_owned() } else { format!("## {usual}\n\n{cell}") };
    sections_of(&whole).into_iter().map(|(_, heading, text)| (heading, text)).collect()
}
