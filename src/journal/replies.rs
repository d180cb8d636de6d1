//! What a section with a reply tells that the facts do not: a reply that is not noted, a day that is on no calendar.

use super::body::SectionKind;
use super::request::Request;
use super::words::Kind;
use crate::calendar::parse_day;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::labels::text;

/// The findings of an entry's replies. They are warnings: the entry stays readable.
pub(super) fn findings(request: &Request) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let waits = request.kind.opens_thread() || request.kind == Kind::Nudge;
    let is_noted = request.document.root().get("replied").is_some_and(|node| !node.is_nothing());
    let replies = request.sections.iter().filter(|section| section.kind == SectionKind::Reply);
    if waits && !is_noted && request.written().sent.is_some() {
        let first = replies.clone().find(|section| !request.section_text(section).trim().is_empty());
        found.extend(first.and_then(|section| heading(request, section.text.start, &section.heading)).map(|span| {
            let message = text!("missing-key.message", key = "replied");
            Diagnostic::new("missing-key", Severity::Warning, request.path(), span, message).help(text!("missing-key.replied"))
        }));
    }
    for section in replies {
        let Some(span) = heading(request, section.text.start, &section.heading) else { continue };
        let Some((at, day)) = no_day(&section.heading) else { continue };
        let span = Span { start: span.start + at, end: span.start + at + day.len() };
        let message = text!("invalid-date.heading", value = day);
        found.push(
            Diagnostic::new("invalid-date", Severity::Warning, request.path(), span, message).help(text!("invalid-date.heading.help")),
        );
    }
    found
}

/// Where the words of a section's heading stand: the last time before its text.
fn heading(request: &Request, text_start: usize, words: &str) -> Option<Span> {
    let start = request.document.text.get(..text_start)?.rfind(words)?;
    Some(Span { start, end: start + words.len() })
}

/// What is written as a day, `2026-04-31` or `2026/4/31`, and is none, with its place.
fn no_day(heading: &str) -> Option<(usize, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || c == '-' || c == '/';
    let mut at = 0;
    for word in heading.split(|c: char| !is_part(c)) {
        let parts: Vec<&str> = word.split(['-', '/']).collect();
        if let [year, month, day] = parts[..]
            && year.len() == 4
            && [month, day].iter().all(|part| matches!(part.len(), 1 | 2))
            && parse_day(&format!("{year}-{month:0>2}-{day:0>2}")).is_none()
        {
            return Some((at, word));
        }
        at += word.len() + heading.get(at + word.len()..)?.chars().next().map_or(0, char::len_utf8);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_as_a_day_is_looked_up() {
        for (heading, day) in [
            ("回覆 林雅婷 2026-04-31", Some("2026-04-31")),
            ("回覆 2026/13/01 林雅婷", Some("2026/13/01")),
            ("回覆 林雅婷 2026-04-10 18:30", None),
            ("Reply (Ming, 12 April)", None),
            ("回覆 0912-345-678", None),
            ("回覆 2026-04", None),
        ] {
            assert_eq!(no_day(heading).map(|(_, day)| day), day, "{heading}");
        }
        assert_eq!(no_day("回覆 2026-04-31"), Some((7, "2026-04-31")));
    }
}
