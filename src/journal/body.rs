//! The body of a request: the message, then the recognised sections.

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::labels::text;
use crate::markdown::{self, Heading};

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SectionKind {
    /// What came back.
    Reply,
    /// What the writer thinks of the own message.
    Reflection,
    /// What was learned of the matter.
    Learned,
    /// Anything else.
    Notes,
}

impl SectionKind {
    /// The word in JSON.
    pub(crate) fn word(self) -> &'static str {
        match self {
            SectionKind::Reply => "reply",
            SectionKind::Reflection => "reflection",
            SectionKind::Learned => "learned",
            SectionKind::Notes => "notes",
        }
    }
}

/// The words that a section's heading begins with.
const NAMES: [(&str, SectionKind); 9] = [
    ("Reply", SectionKind::Reply),
    ("回覆", SectionKind::Reply),
    ("回信", SectionKind::Reply),
    ("Reflection", SectionKind::Reflection),
    ("反思", SectionKind::Reflection),
    ("Learned", SectionKind::Learned),
    ("學到的", SectionKind::Learned),
    ("Notes", SectionKind::Notes),
    ("筆記", SectionKind::Notes),
];

/// Whole headings that mean one of them, and the word to write; they are in nobody's message.
const MEANT: [(&str, &str); 11] = [
    ("Replies", "Reply"),
    ("Replied", "Reply"),
    ("Reflections", "Reflection"),
    ("Learnt", "Learned"),
    ("Learnings", "Learned"),
    ("My notes", "Notes"),
    ("回复", "回覆"),
    ("答覆", "回覆"),
    ("答复", "回覆"),
    ("笔记", "筆記"),
    ("我的筆記", "筆記"),
];

/// A recognised section.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Section {
    /// What it holds.
    pub(crate) kind: SectionKind,
    /// The heading's words, as written.
    pub(crate) heading: String,
    /// The bytes below its heading, blank lines around them left out.
    pub(crate) text: Span,
}

/// A body, taken apart.
#[derive(Debug)]
pub(super) struct Body {
    /// From the message's first to its last non-blank line.
    pub(super) message: Span,
    /// The sections, in order.
    pub(super) sections: Vec<Section>,
    /// What looks like a section and is none.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Takes the body of `source` apart, which begins at byte `start`.
pub(super) fn read(path: &str, source: &str, start: usize) -> Body {
    let body = &source[start..];
    // Nothing can be a section, or look like one, without one of these.
    if !body.contains('#') && !body.contains("**") && !body.contains("---") && !NAMES.iter().any(|(name, _)| body.contains(name)) {
        return Body { message: trimmed(source, Span { start, end: source.len() }), sections: Vec::new(), diagnostics: Vec::new() };
    }
    let outline = markdown::outline(body);
    let recognised: Vec<(SectionKind, &Heading)> = outline
        .headings
        .iter()
        .filter(|heading| heading.level == 2)
        .filter_map(|heading| Some((begins(&heading.title)?, heading)))
        .collect();
    let first = recognised.first().map_or(body.len(), |(_, heading)| heading.range.start);
    let sections = recognised
        .iter()
        .enumerate()
        .map(|(at, (kind, heading))| {
            let end = recognised.get(at + 1).map_or(body.len(), |(_, next)| next.range.start);
            let text = trimmed(source, Span { start: start + heading.range.end, end: start + end });
            Section { kind: *kind, heading: heading.title.trim().to_owned(), text }
        })
        .collect();
    let diagnostics = lookalikes(path, body, start, &outline);
    Body { message: trimmed(source, Span { start, end: start + first }), sections, diagnostics }
}

/// Where what looks like a section and is none first stands in the body of `source` from `start` on.
pub(super) fn first_lookalike(source: &str, start: usize) -> Option<usize> {
    read("", source, start).diagnostics.first().map(|diagnostic| diagnostic.span.start)
}

/// The kind of section that a heading's words begin, where nothing, a blank, a colon, a dash or a
/// bracket follows.
fn begins(title: &str) -> Option<SectionKind> {
    let title = title.trim();
    NAMES.iter().find_map(|(name, kind)| {
        let head = title.get(..name.len()).filter(|head| head.eq_ignore_ascii_case(name))?;
        let rest = &title[head.len()..];
        rest.chars().next().is_none_or(|c| c.is_whitespace() || ":：-‐‒–—―─－﹣(（[［{｛<＜【〔「『《〈".contains(c)).then_some(*kind)
    })
}

/// The word that was meant by a whole heading.
fn meant(title: &str) -> Option<&'static str> {
    let title = title.trim().trim_end_matches([':', '：']).trim_end();
    MEANT.iter().find_map(|(said, meant)| said.eq_ignore_ascii_case(title).then_some(*meant))
}

/// Like [`begins`], but a Han word may follow at once (回覆王志明) and so may a comma or a stop (Reply, Ming); it may be
/// bold, or said otherwise (Replies).
fn nearly_begins(title: &str) -> bool {
    let title = without_marks(title);
    let is_near = |name: &str| match title.get(..name.len()) {
        Some(head) if name.is_ascii() => {
            head.eq_ignore_ascii_case(name) && title[name.len()..].starts_with([',', ';', '.', '，', '、', '。', '*', '_'])
        }
        Some(head) => head == name,
        None => false,
    };
    meant(title).is_some() || begins(title).is_some() || NAMES.iter().any(|(name, _)| is_near(name))
}

/// A line's words without what makes it bold, and without the colon at its end.
fn without_marks(line: &str) -> &str {
    line.trim_matches([' ', '*', '_']).trim_end_matches([':', '：', '*', '_', ' '])
}

fn lookalikes(path: &str, body: &str, start: usize, outline: &markdown::Outline) -> Vec<Diagnostic> {
    let headings = outline.headings.iter().filter(|heading| match heading.level {
        2 => begins(&heading.title).is_none() && nearly_begins(&heading.title),
        _ => begins(without_marks(&heading.title)).is_some(),
    });
    let lines = outline.lines.iter().filter(|range| is_like_a_heading(&body[(*range).clone()]));
    let mut found: Vec<Diagnostic> = headings
        .map(|heading| heading.range.clone())
        .chain(lines.cloned())
        .map(|range| {
            let line = body[range.clone()].lines().next().unwrap_or_default().trim_end();
            let span = Span { start: start + range.start, end: start + range.start + line.len() };
            let message = text!("section-not-recognised.message", line = line.trim());
            Diagnostic::new("section-not-recognised", Severity::Warning, path, span, message)
                .help(text!("write", line = corrected(line)))
                .fix(Some(corrected(line)))
        })
        .collect();
    found.sort_by_key(|diagnostic| diagnostic.span);
    found
}

/// `##回覆`, `**回覆**`, `回覆：` alone on a line.
fn is_like_a_heading(line: &str) -> bool {
    let line = line.trim();
    if let Some(title) = line.strip_prefix('#').map(|rest| rest.trim_start_matches('#')) {
        return !title.starts_with(' ') && nearly_begins(title);
    }
    let marked = line.starts_with("**") && line.ends_with("**") || line.ends_with([':', '：']);
    marked && NAMES.iter().any(|(name, _)| without_marks(line).eq_ignore_ascii_case(name))
}

/// The heading as it should be written.
pub(super) fn corrected(line: &str) -> String {
    let title = without_marks(line.trim().trim_start_matches('#'));
    if let Some(meant) = meant(title) {
        return format!("## {meant}");
    }
    let begins_it = |name: &str| title.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    let split = NAMES.iter().find(|(name, _)| begins_it(name)).map_or(title.len(), |(name, _)| name.len());
    let (name, rest) = title.split_at(split);
    match rest.trim_start_matches([' ', ',', ';', '.', '，', '、', '。', '*', '_']) {
        "" => format!("## {name}"),
        _ if begins(title).is_some() => format!("## {title}"),
        rest => format!("## {name} {rest}"),
    }
}

/// The span without the blank lines at its ends.
fn trimmed(source: &str, span: Span) -> Span {
    let text = &source[span.range()];
    let mut start = span.start;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            break;
        }
        start += line.len();
    }
    let end = (span.start + text.trim_end().len()).max(start);
    Span { start: start.min(end), end }
}

/// A section to be appended: its heading, and the text so written that none of its lines is a
/// heading, an open fence or a section of this file. Code between two fences stays as it is.
pub(crate) fn reply_section(heading: &str, reply: &str) -> String {
    let text = as_section(reply);
    format!("## {heading}\n\n{text}{}", if text.is_empty() { "" } else { "\n" })
}

/// `回覆 林雅婷 2026-04-10`: the heading of a reply, in the language of the message.
pub(crate) fn reply_heading(is_chinese: bool, name: &str, when: &str) -> String {
    let word = if is_chinese { "回覆" } else { "Reply" };
    let name = crate::text::control::one_line(name);
    format!("{word} {name} {when}").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The heading and text of each section of a text that holds nothing else, and whether its heading is closed: `## 回覆 ##`.
pub(crate) fn sections_of(text: &str) -> Vec<(String, String, bool)> {
    let mut before = 0;
    let of = |section: Section| {
        let line = text[before..section.text.start].trim_end().lines().next_back().unwrap_or_default();
        before = section.text.end;
        let is_closed = line.ends_with('#') && line.trim_start().trim_start_matches('#').trim() != section.heading;
        (section.heading, text[section.text.range()].to_owned(), is_closed)
    };
    read("", text, 0).sections.into_iter().map(of).collect()
}

/// A message so written that none of its lines begins a section, or hides one that follows: as it is where it can be.
pub(crate) fn as_message(message: &str) -> String {
    settled(message, |form| read_before_a_section(form).is_some_and(|read| read.sections.len() == 1 && read.diagnostics.is_empty()))
}

/// A section's text so written that none of its lines is a heading of any kind, or hides a section that follows.
pub(crate) fn as_section(text: &str) -> String {
    let text = text.replace('\r', "");
    settled(&text, |form| {
        markdown::outline(form).headings.is_empty()
            && read_before_a_section(form).is_some_and(|read| read.sections.len() == 1 && read.diagnostics.is_empty())
    })
}

/// The first form of a text that holds: as it is, with its headings escaped, with every mark at a line's beginning escaped.
fn settled(text: &str, holds: impl Fn(&str) -> bool) -> String {
    let text = text.trim_matches(['\n', '\r']);
    let holds = |form: &str| super::format::conflict("", form).is_none() && holds(form);
    if holds(text) {
        return text.to_owned();
    }
    let escaped = without_headings(text);
    if holds(&escaped) {
        return escaped;
    }
    let marks = |line: &str| {
        let inner = line.trim_start();
        let indent = &line[..line.len() - inner.len()];
        if inner.starts_with(|c: char| c.is_ascii_punctuation()) || is_like_a_heading(inner) {
            format!("{indent}\\{inner}")
        } else {
            line.to_owned()
        }
    };
    text.lines().map(marks).collect::<Vec<_>>().join("\n")
}

/// How a text reads with a section after it; `None` where the text is not what stands before the section.
fn read_before_a_section(form: &str) -> Option<Body> {
    let probe = format!("{form}\n\n## Reply\n\n.\n");
    let read = read("", &probe, 0);
    let ends_there = read.sections.last().is_some_and(|section| probe[section.text.range()] == *"." && section.heading == "Reply");
    ends_there.then_some(read)
}

/// The text with its headings escaped; code between two fences stays as it is.
fn without_headings(text: &str) -> String {
    let keeps_fences = text.lines().filter(|line| is_fence(line)).count() % 2 == 0;
    let mut in_code = false;
    let mut escaped = Vec::new();
    for line in text.lines() {
        let line = line.trim_end_matches('\r');
        let inner = line.trim_start();
        let indent = line.len() - inner.len();
        let fence = is_fence(line);
        let is_heading = indent < 4 && (inner.starts_with('#') || is_underline(inner) || is_like_a_heading(inner));
        let escapes = if fence { !keeps_fences } else { is_heading && !in_code };
        escaped.push(format!("{}{}{inner}", &line[..indent], if escapes { "\\" } else { "" }));
        in_code ^= fence && keeps_fences;
    }
    escaped.join("\n")
}

/// The fence of a code block as people type it: at most three blanks before it.
fn is_fence(line: &str) -> bool {
    let inner = line.trim_start();
    line.len() - inner.len() < 4 && inner.starts_with("```")
}

/// `===` or `---`: makes a heading of the line above.
fn is_underline(line: &str) -> bool {
    let line = line.trim_end();
    !line.is_empty() && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(body: &str) -> (String, Vec<(SectionKind, String, String)>, usize) {
        let read = read("x.md", body, 0);
        let sections =
            read.sections.iter().map(|section| (section.kind, section.heading.clone(), body[section.text.range()].to_owned())).collect();
        (body[read.message.range()].to_owned(), sections, read.diagnostics.len())
    }

    #[test]
    fn takes_a_body_apart() {
        let (message, sections, odd) = parts(
            "\n雅婷經理您好，\n\n```\n## 回覆\n```\n> ## 反思\n\n## 回覆 林雅婷 2026-04-10\n\n先看一個事件。\n\n## Reply (Ming, 12 April)\nok\n\n## 反思：\n下次更短\n",
        );
        assert_eq!(message, "雅婷經理您好，\n\n```\n## 回覆\n```\n> ## 反思");
        assert_eq!(sections[0], (SectionKind::Reply, "回覆 林雅婷 2026-04-10".into(), "先看一個事件。".into()));
        assert_eq!(sections[1].1, "Reply (Ming, 12 April)");
        assert_eq!(sections[2], (SectionKind::Reflection, "反思：".into(), "下次更短".into()));
        assert_eq!(odd, 0);
    }

    #[test]
    fn names_what_looks_like_a_section_and_is_none() {
        for line in [
            "##回覆",
            "# 回覆",
            "### Reply",
            "## 回覆王志明",
            "**回覆**",
            "回覆：",
            "Notes:",
            "**Reply:**",
            "**回覆**：",
            "## Reply, Ming",
            "## **Reply**",
            "## Reply.",
        ] {
            assert_eq!(parts(&format!("Hi\n\n{line}\n\ntext\n")).2, 1, "{line}");
            assert_eq!(parts(&format!("Hi\n\n{line}\ntext\n")).2, 1, "{line}, text at once");
        }
        for line in ["## Replying to all", "回覆很快：謝謝", "`## 回覆`", "> 回覆：", "## Other", "我的筆記："] {
            assert_eq!(parts(&format!("Hi\n\n{line}\n\ntext\n")).2, 0, "{line}");
        }
        assert_eq!(corrected("## 回覆王志明"), "## 回覆 王志明");
        assert_eq!(corrected("**回覆：**"), "## 回覆");
        assert_eq!(corrected("### Reply (Ming)"), "## Reply (Ming)");
        assert_eq!(corrected("## Reply, Ming"), "## Reply Ming");
        assert_eq!(corrected("## **回覆**"), "## 回覆");
        assert_eq!(corrected("**回覆**："), "## 回覆");
        assert_eq!(corrected("## Reply."), "## Reply");
    }

    #[test]
    fn an_appended_reply_has_no_heading() {
        let nasty = "# one\n\n## 回覆\ntext\n---\ntext\n===\n**Reply**\n```\n## Notes\n回覆：";
        let body = format!("Hi\n\n{}", reply_section("回覆 王", nasty));
        let (message, sections, odd) = parts(&body);
        assert_eq!((message.as_str(), sections.len(), odd), ("Hi", 1, 0), "{body}");
    }
}
