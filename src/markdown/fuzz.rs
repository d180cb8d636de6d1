//! Any text as HTML: nothing in it is active, every mark closes, and its words are there.

use super::*;
use crate::fuzz::Fuzz;

const WORDS: &[&str] = &[
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">",
    "<!--",
    "-->",
    "<!---->",
    "<?",
    "?>",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE html>",
    "</p>",
    "<style>",
    "<svg onload=x>",
    "javascript:alert(1)",
    "JaVaScRiPt&#58;x",
    "data:text/html,x",
    "vbscript:x",
    "&colon;",
    "https://example.org/?a=1&b=\"2\"",
    "<https://example.org>",
    "<javascript:x>",
    "<a@b.c>",
    "mailto:a@b.c",
    "[x](",
    "](",
    "![",
    "][",
    "[1]: https://example.org\n",
    "[1]: javascript:x\n",
    ")",
    "\"title\"",
    "\n# ",
    "\n## x\n",
    "\n======\n",
    "\n---\n",
    " {onclick=x #id .class}",
    "\n- ",
    "\n1. ",
    "\n999999999. ",
    "\n  ",
    "\n    ",
    "\n> ",
    "\n```js\" onclick=\"x\n",
    "\n~~~\n",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~~",
    "**重要：**",
    "「",
    "」",
    "\n| a | b |\n|:-:|--|\n| 1 | 2 |\n",
    "\n| a | b | c | d | e |\n|--|--|--|--|--|\n| 1 | 2 | 3 | 4 | 5 |\n",
    "|",
    "\\",
    "&amp;",
    "&#0;",
    "&#x202e;",
    "&nbsp;",
    "\n\n",
    "  \n",
    "\r\n",
    "\0",
    "\u{202e}",
    "林",
    "👩‍💻",
    "\u{feff}",
    "\u{a0}",
];
const TAGS: &[&str] = &[
    "p",
    "br",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "del",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
    "span",
];
const EMPTY: &[&str] = &["br", "hr"];

/// Reads HTML as strictly as it is written: gives its words, and panics at anything that could be more than words.
fn words_of(html: &str) -> String {
    let mut words = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        let end = at + rest[at..].find('>').expect("a mark ends");
        let mark = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = mark.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "marks close in order: {html}");
            continue;
        }
        let (name, attributes) = mark.trim_end_matches([' ', '/']).split_once(' ').unwrap_or((mark.trim_end_matches([' ', '/']), ""));
        assert!(TAGS.contains(&name), "<{mark}> is no mark of ours: {html}");
        assert_attributes(name, attributes);
        if !EMPTY.contains(&name) {
            assert!(name != "a" || !open.contains(&"a"), "a link in a link: {html}");
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} never close: {html}");
    words.push_str(rest);
    assert!(!words.contains('>'), "a loose mark: {html}");
    words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

fn assert_attributes(name: &str, attributes: &str) {
    let mut rest = attributes;
    while !rest.is_empty() {
        let (key, value) = rest.split_once("=\"").expect("a value in quotes");
        let (value, after) = value.split_once('"').expect("the quote closes");
        match (name, key) {
            ("a", "href") => assert!(is_safe_address(value), "{value} leads elsewhere"),
            ("code", "class") => assert!(value.starts_with("language-"), "{value}"),
            ("ol", "start") => assert!(value.bytes().all(|byte| byte.is_ascii_digit()), "{value}"),
            ("div", "class") => assert_eq!(value, "wide"),
            ("div", "tabindex") => assert_eq!(value, "0"),
            _ => panic!("<{name} {key}> is no attribute of ours"),
        }
        rest = after.trim_start();
    }
}

/// The letters and digits that a reader of the text would see, whatever becomes of its marks.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn fuzz_html() {
    let seeds = &["tests/browser/hostile-journal/requests", "example-journal/requests", "tests/letters/careful/requests", "README.md"];
    Fuzz { name: "html", seeds, words: WORDS, rounds: 1_500 }.run(|bytes, _| {
        let text = String::from_utf8_lossy(bytes);
        let html = to_html(&text);
        let words = letters(&words_of(&html));
        assert!(!html.contains("<!--"), "comments are left out: {html}");
        // Every letter that another reading of the same text would show is shown, in order.
        let bare = without_comments(&text);
        let mut shown = words.chars();
        for event in Parser::new_ext(&bare, options()) {
            if let Event::Text(piece) | Event::Code(piece) = event {
                assert!(letters(&piece).chars().all(|c| shown.any(|other| other == c)), "{piece:?} is not in {html}");
            }
        }
        assert_eq!(letters(&to_text(&text)), words, "the text and the page say the same");
        for heading in outline(&text).headings {
            assert!(text.get(heading.range.clone()).is_some(), "{heading:?}");
        }
        for range in unread(&text, &[Unread::Code, Unread::Comment, Unread::Target]) {
            assert!(text.get(range.clone()).is_some(), "{range:?}");
        }
    });
}
