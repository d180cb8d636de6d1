//! Markdown: where headings stand, and HTML in which nothing of an entry is active. The one address
//! of pulldown-cmark.

mod han;
mod inert;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd, html};

use han::friendly_emphasis;
use inert::inert;
pub(crate) use inert::is_safe_address;

/// A heading that stands by itself: not in a quote, a list or code.
#[derive(Debug, PartialEq)]
pub(crate) struct Heading {
    /// 1 to 6.
    pub(crate) level: u8,
    /// Its words as given.
    pub(crate) title: String,
    /// Its bytes, marks included.
    pub(crate) range: Range<usize>,
}

/// What stands at the top level of a text.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// The headings, in order.
    pub(crate) headings: Vec<Heading>,
    /// The lines of the paragraphs, without their ends: each may be meant as a heading.
    pub(crate) lines: Vec<Range<usize>>,
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

/// The top-level headings of a text, and the lines of its paragraphs.
pub(crate) fn outline(text: &str) -> Outline {
    let mut outline = Outline::default();
    let mut depth = 0_usize;
    let mut open: Option<Heading> = None;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                let line = text[range.clone()].lines().next().unwrap_or_default().trim();
                let title = line.trim_start_matches('#').trim_end_matches('#').trim().to_owned();
                open = Some(Heading { level: level as u8, title, range });
                depth += 1;
            }
            Event::Start(tag) => {
                if depth == 0 && tag == Tag::Paragraph {
                    let mut start = range.start;
                    for line in text[range.clone()].split_inclusive('\n') {
                        outline.lines.push(start..start + line.trim_end().len());
                        start += line.len();
                    }
                }
                depth += 1;
            }
            Event::End(TagEnd::Heading(_)) if depth == 1 => {
                depth -= 1;
                outline.headings.extend(open.take());
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    outline
}

/// The text as HTML: raw HTML is shown as text, comments are left out, links lead only to http, https
/// and mailto, images become links, headings begin at `<h3>` and never skip a level.
pub(crate) fn to_html(text: &str) -> String {
    let mut page = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut page, inert(&friendly_emphasis(&without_comments(text))).into_iter());
    page
}

/// The words of the same page: a line for each paragraph, item or row.
pub(crate) fn to_text(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for event in inert(&friendly_emphasis(&without_comments(text))) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => words.push(' '),
            Event::HardBreak | Event::End(_) if ends_a_line(&event) && !words.ends_with('\n') => words.push('\n'),
            _ => {}
        }
    }
    words.trim().to_owned()
}

fn ends_a_line(event: &Event<'_>) -> bool {
    !matches!(event, Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image))
}

/// The text without its HTML comments; what stands in code stays.
pub(crate) fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains("<!--") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if !matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) || range.start < at {
            continue;
        }
        let mut inside = range.start;
        while let Some(open) = text[inside..range.end].find("<!--").map(|open| inside + open) {
            kept.push_str(&text[at..open]);
            // One that never closes ends with its block.
            at = text[open..range.end].find("-->").map_or(range.end, |close| open + close + 3);
            inside = at;
        }
    }
    kept.push_str(&text[at..]);
    Cow::Owned(kept)
}

/// The sections that headings of a level begin: title, and the text below it.
pub(crate) fn sections(text: &str, level: u8) -> Vec<(String, &str)> {
    let headings: Vec<Heading> = outline(text).headings.into_iter().filter(|heading| heading.level == level).collect();
    let end = |at: usize| headings.get(at + 1).map_or(text.len(), |next| next.range.start);
    headings.iter().enumerate().map(|(at, heading)| (heading.title.clone(), &text[heading.range.end..end(at)])).collect()
}

/// The fenced blocks of a text: what stands behind the opening fence, and the lines inside.
pub(crate) fn fences(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                found.push((info.trim().to_owned(), String::new()));
                open = true;
            }
            Event::End(TagEnd::CodeBlock) => open = false,
            Event::Text(words) if open => {
                if let Some((_, lines)) = found.last_mut() {
                    lines.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

/// A part of a text that is not the writer's prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// Code spans and blocks.
    Code,
    /// Comments and other raw HTML.
    Comment,
    /// The target of a link or image, its marks included; `<https://…>`.
    Target,
}

/// Where the parts of these sorts stand, in the order of their ends.
pub(crate) fn unread(text: &str, sorts: &[Unread]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // The byte after the last words inside the open link.
    let mut words_end = 0;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        let sort = match &event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => Unread::Code,
            Event::Html(_) | Event::InlineHtml(_) => Unread::Comment,
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => Unread::Target,
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if sorts.contains(&Unread::Target) && words_end > range.start && words_end < range.end {
                    // From the bracket that closes the words.
                    let closing = text[words_end..range.end].find(']').map_or(range.end, |at| words_end + at + 1);
                    found.push(closing..range.end);
                }
                continue;
            }
            Event::Text(_) => {
                words_end = range.end;
                continue;
            }
            _ => continue,
        };
        words_end = words_end.max(range.end);
        if sorts.contains(&sort) {
            found.push(range);
        }
    }
    found
}

#[cfg(test)]
mod fuzz;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_entry_is_active() {
        for (text, expected) in [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("a <!-- hidden --> b", "<p>a  b</p>\n"),
            ("<!-- one\n\nhidden\n-->\nb", "<p>b</p>\n"),
            ("<!-- 很*「hidden」*的 -->\n\nb", "<p>b</p>\n"),
            ("`<!-- code -->`", "<p><code>&lt;!-- code --&gt;</code></p>\n"),
            ("[](https://example.org/x)", "<p><a href=\"https://example.org/x\">https://example.org/x</a></p>\n"),
            ("#\n\n#### four\n\n# one", "<h3>four</h3>\n<h3>one</h3>\n"),
            (
                "|a|b|c|d|e|\n|-|-|-|-|-|\n",
                "<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>a</th><th>b</th><th>c</th><th>d</th><th>e</th></tr></thead><tbody>\n</tbody></table>\n</div>\n",
            ),
            ("| a |\n|:-:|\n| |", "<table><thead><tr><th>a</th></tr></thead><tbody>\n<tr><td>–</td></tr>\n</tbody></table>\n"),
            ("[x](javascript:alert(1))", "<p>x</p>\n"),
            ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"),
            ("![cat](https://example.org/c.png)", "<p><a href=\"https://example.org/c.png\">cat</a></p>\n"),
            ("[a](https://example.org/?q=\"x\")", "<p><a href=\"https://example.org/?q=%22x%22\">a</a></p>\n"),
            ("# 大標 {onclick=alert(1)}", "<h3>大標 {onclick=alert(1)}</h3>\n"),
        ] {
            assert!(to_html(text).contains(expected), "{text}: {}", to_html(text));
        }
    }

    #[test]
    fn han_emphasis_and_line_breaks() {
        assert_eq!(to_html("**重要：**請看"), "<p><strong>重要：</strong>請看</p>\n");
        assert_eq!(to_html("請**「看」**這裡"), "<p>請<strong>「看」</strong>這裡</p>\n");
        assert_eq!(to_html("`**重要：**請`"), "<p><code>**重要：**請</code></p>\n");
        assert_eq!(to_html("謝謝您\n品妤 敬上"), "<p>謝謝您<br />\n品妤 敬上</p>\n");
        let long = "這一行很長很長很長很長很長很長很長很長很長很長很長";
        assert_eq!(to_html(&format!("{long}\n下一行")), format!("<p>{long}下一行</p>\n"));
    }

    #[test]
    fn headings_in_code_and_quotes_are_none() {
        let text = "Hi\n\n## Reply\n\n> ## Reply\n\n```\n## Reply\n```\n\n- ## Reply\n\n回覆：\n";
        let outline = outline(text);
        assert_eq!(outline.headings.len(), 1);
        assert_eq!(&text[outline.headings[0].range.clone()], "## Reply\n");
        assert_eq!(outline.lines.len(), 2);
    }
}
