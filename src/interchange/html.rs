//! The words of an HTML mail, one line for each block.

/// Elements whose inside nobody reads.
const UNREAD: [&str; 4] = ["style", "script", "head", "title"];
/// Elements after which a new line begins.
const BLOCKS: [&str; 12] = ["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "table", "ul"];

/// The text between the tags: entities decoded, blanks folded as a browser would.
pub(crate) fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        words(&mut text, &rest[..open]);
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        // A `<` that begins no tag is a word of the text.
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            words(&mut text, "&lt;");
            rest = &rest[1..];
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |close| close + 1);
        let tag = rest[1..end].trim_end_matches('>').to_ascii_lowercase();
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_owned();
        rest = &rest[end..];
        if !closes && UNREAD.contains(&name.as_str()) && !tag.ends_with('/') {
            let close = format!("</{name}");
            rest = find_ignoring_case(rest, &close).map_or("", |at| rest[at..].split_once('>').map_or("", |(_, after)| after));
        } else if (name == "br" || closes) && BLOCKS.contains(&name.as_str()) || name == "hr" {
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
        } else if name == "li" && !closes {
            text.push_str(if text.is_empty() || text.ends_with('\n') { "- " } else { "\n- " });
        } else if (name == "td" || name == "th") && closes {
            text.push(' ');
        }
    }
    words(&mut text, rest);
    squeezed(&text)
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    text.windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted))
}

/// Words between two tags: line breaks of the source are blanks, and several blanks are one.
fn words(text: &mut String, source: &str) {
    for c in decoded(source).chars() {
        match c {
            ' ' | '\n' | '\r' | '\t' if text.is_empty() || text.ends_with([' ', '\n']) => {}
            ' ' | '\n' | '\r' | '\t' => text.push(' '),
            '\u{a0}' => text.push(' '),
            c => text.push(c),
        }
    }
}

/// The text with its entities decoded; what is none stays.
fn decoded(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest.get(1..).and_then(|inside| inside.split_once(';')).map(|(name, _)| name).filter(|name| name.len() <= 10);
        match entity.and_then(|name| Some((name, character(name)?))) {
            Some((name, c)) => {
                text.push(c);
                rest = &rest[name.len() + 2..];
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

fn character(name: &str) -> Option<char> {
    let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    });
    if let Some(number) = number {
        return number.ok().and_then(char::from_u32);
    }
    let named = [
        ("nbsp", '\u{a0}'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("amp", '&'),
        ("apos", '\''),
        ("hellip", '…'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("bull", '•'),
        ("middot", '·'),
        ("copy", '©'),
        ("times", '×'),
    ];
    named.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

/// At most one blank line in a row.
fn squeezed(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keeps_the_words_and_the_lines() {
        for (html, text) in [
            ("<p>您好，</p>\n<p>第一句<br>第二句</p>", "您好，\n第一句\n第二句"),
            ("<style>p {}</style><ul><li>a<li>b</ul>", "- a\n- b"),
            ("a &lt; b &amp;&nbsp;c &unknown; &#x1F600; 1 < 2", "a < b & c &unknown; 😀 1 < 2"),
            ("<!-- no --><div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
            ("<script>alert(1)</script", ""),
            ("open <b", "open"),
        ] {
            assert_eq!(without_tags(html).trim(), text, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken(html in "[<>/&;#a-z!\"= 林-]{0,80}") {
            without_tags(&html);
        }
    }
}
