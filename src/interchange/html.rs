//! The words of an HTML mail, one line for each block; where a link leads stays beside its words, and what is quoted is marked.

/// Elements whose inside nobody reads.
const UNREAD: [&str; 4] = ["style", "script", "head", "title"];
/// Elements after whose end a new line begins.
const BLOCKS: [&str; 8] = ["div", "tr", "h1", "h2", "h3", "h4", "pre", "table"];

/// The text between the tags: entities decoded, blanks folded as a browser would, links as Markdown writes them.
pub(crate) fn without_tags(html: &str) -> String {
    read(html).0
}

/// The links that the text between the tags has an address beside: their words, and where they lead, in order.
pub(crate) fn links(html: &str) -> Vec<(String, String)> {
    read(html).1
}

fn read(html: &str) -> (String, Vec<(String, String)>) {
    let mut reading = Reading { text: String::with_capacity(html.len() / 2), has_room: true, ..Reading::default() };
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        words(&mut reading.text, &rest[..open]);
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        // A `<` that begins no tag is a word of the text.
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            words(&mut reading.text, "&lt;");
            rest = &rest[1..];
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |close| close + 1);
        let tag = Tag::of(rest[1..end].trim_end_matches('>'));
        rest = &rest[end..];
        if !tag.closes && UNREAD.contains(&tag.name.as_str()) && !tag.small.ends_with('/') {
            let close = format!("</{}", tag.name);
            rest = find_ignoring_case(rest, &close).map_or("", |at| rest[at..].split_once('>').map_or("", |(_, after)| after));
        } else {
            reading.tag(&tag);
        }
    }
    words(&mut reading.text, rest);
    reading.end()
}

/// A tag without its brackets.
struct Tag<'h> {
    written: &'h str,
    /// As written, in small letters.
    small: String,
    name: String,
    closes: bool,
}

impl Tag<'_> {
    fn of(written: &str) -> Tag<'_> {
        let small = written.to_ascii_lowercase();
        let name = small.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_owned();
        Tag { written, closes: small.starts_with('/'), small, name }
    }
}

/// What was read so far, and what is open.
#[derive(Default)]
struct Reading {
    text: String,
    links: Vec<(String, String)>,
    /// The link that is open: where its words begin, and where it leads.
    link: Option<(usize, String)>,
    /// The quotes that are open: where each begins. One that only indents is none.
    quotes: Vec<Option<usize>>,
    /// How many lists are open.
    lists: usize,
    /// Whether the paragraph that is open has room around it.
    has_room: bool,
}

impl Reading {
    fn tag(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "ul" | "ol" => {
                self.lists = if tag.closes { self.lists.saturating_sub(1) } else { self.lists + 1 };
                ended(&mut self.text, if self.lists == 0 { "\n\n" } else { "\n" });
            }
            "p" => self.paragraph(tag),
            "li" if tag.closes => ended(&mut self.text, "\n"),
            "li" => self.text.push_str(if self.text.is_empty() || self.text.ends_with('\n') { "- " } else { "\n- " }),
            "br" | "hr" => self.end_line(),
            name if tag.closes && BLOCKS.contains(&name) => self.end_line(),
            "td" | "th" if tag.closes => self.text.push(' '),
            "blockquote" => self.quote(tag),
            "a" => {
                self.end_link();
                if !tag.closes {
                    self.link = address_of(tag.written).map(|address| (self.text.len(), address));
                }
            }
            _ => {}
        }
    }

    fn paragraph(&mut self, tag: &Tag<'_>) {
        if !tag.closes {
            self.has_room = !is_bare_line(&tag.small);
        }
        match (self.lists, self.has_room, tag.closes) {
            (0, true, _) => ended(&mut self.text, "\n\n"),
            (0, false, false) => ended(&mut self.text, "\n"),
            (0, false, true) => self.text.push('\n'),
            (_, _, true) => ended(&mut self.text, "\n"),
            (_, _, false) => {}
        }
    }

    fn end_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    fn quote(&mut self, tag: &Tag<'_>) {
        // The line above may be the one that says whose words these are.
        let introduces = self.text.trim_end().ends_with([':', '：']) && !self.text.ends_with("\n\n");
        let is_inner = self.quotes.iter().any(Option::is_some);
        ended(&mut self.text, if tag.closes || is_inner || is_indent(&tag.small) || introduces { "\n" } else { "\n\n" });
        if !tag.closes {
            self.quotes.push((!is_indent(&tag.small)).then_some(self.text.len()));
        } else if let Some(start) = self.quotes.pop().flatten() {
            quoted(&mut self.text, start);
        }
    }

    fn end_link(&mut self) {
        if let Some((start, address)) = self.link.take() {
            self.links.extend(linked(&mut self.text, start, &address).map(|words| (words, address)));
        }
    }

    /// The text and the links, with what is still open closed.
    fn end(mut self) -> (String, Vec<(String, String)>) {
        self.end_link();
        while let Some(start) = self.quotes.pop() {
            start.into_iter().for_each(|start| quoted(&mut self.text, start));
        }
        (squeezed(&self.text), self.links)
    }
}

/// Whether a quote's tag only moves the writer's own words to the right, as mail programs do.
fn is_indent(tag: &str) -> bool {
    let style: String = tag.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("border:none") && !style.contains("cite")
}

/// Marks each line of what is quoted, as Markdown and plain mail do.
fn quoted(text: &mut String, start: usize) {
    let Some(inside) = text.get(start..) else { return };
    let lines = squeezed(inside);
    let lines: Vec<String> =
        lines.lines().map(|line| if line.is_empty() || line.starts_with('>') { format!(">{line}") } else { format!("> {line}") }).collect();
    text.truncate(start);
    text.push_str(&lines.join("\n"));
    text.push_str("\n\n");
}

/// Ends the line that is open, with room below it where a break of two is asked for; nothing at the very beginning.
fn ended(text: &mut String, wanted: &str) {
    text.truncate(text.trim_end_matches(' ').len());
    while !text.is_empty() && !text.ends_with(wanted) {
        text.push('\n');
    }
}

/// Whether a paragraph's tag stands for a line, as Outlook writes them: what is between such lines stands there itself.
fn is_bare_line(tag: &str) -> bool {
    let style: String = tag.chars().filter(|c| !c.is_whitespace()).collect();
    tag.contains("msonormal") || ["margin:0", "margin-top:0"].iter().any(|margin| style.contains(margin))
}

/// Where a link leads: an address of the web, whole.
fn address_of(tag: &str) -> Option<String> {
    let (tag, lower) = (tag, tag.to_ascii_lowercase());
    let at = lower.match_indices("href").map(|(at, _)| at).find(|at| {
        lower[..*at].ends_with(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\''))
            && lower[at + 4..].trim_start().starts_with('=')
    })?;
    let value = tag[at + 4..].trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split(|c: char| c.is_ascii_whitespace()).next()?,
    };
    let address: String = decoded(value).chars().filter(|c| !c.is_whitespace() && !crate::text::control::is_control(*c)).collect();
    let is_web =
        ["http://", "https://"].iter().any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    is_web.then_some(address)
}

/// An address without what people leave out when they write it.
pub(crate) fn bare(address: &str) -> &str {
    address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.").trim_end_matches('/')
}

/// The words of a link with its address, as Markdown writes them.
pub(crate) fn as_link(words: &str, address: &str) -> String {
    let is_plain = !words.contains(['[', ']', '\n', '`']) && !address.contains(['(', ')', '<', '>']);
    if is_plain { format!("[{words}]({address})") } else { format!("{words} <{}>", address.replace(['<', '>'], "")) }
}

/// Puts the address to the words of a link, and gives the words; an address that is its own words stays as it is.
fn linked(text: &mut String, start: usize, address: &str) -> Option<String> {
    let inside = text.get(start..)?;
    let words = inside.trim().to_owned();
    if words.is_empty() || bare(&words) == bare(address) {
        return None;
    }
    let (before, behind) = (&inside[..inside.len() - inside.trim_start().len()], &inside[inside.trim_end().len()..]);
    let whole = format!("{before}{}{behind}", as_link(&words, address));
    text.truncate(start);
    text.push_str(&whole);
    Some(words)
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
            ("<p>您好，</p>\n<p>第一句<br>第二句</p>", "您好，\n\n第一句\n第二句"),
            ("<style>p {}</style><ul><li>a<li>b</ul>", "- a\n- b"),
            ("a &lt; b &amp;&nbsp;c &unknown; &#x1F600; 1 < 2", "a < b & c &unknown; 😀 1 < 2"),
            ("<!-- no --><div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
            ("<script>alert(1)</script", ""),
            (
                "ok<div>於 4月1日 寫道：<blockquote class=gmail_quote>one<br><br>two<blockquote type=cite>three</blockquote></blockquote></div>end",
                "ok於 4月1日 寫道：\n> one\n>\n> two\n>> three\n\nend",
            ),
            ("a<blockquote style=\"margin:0 0 0 40px; border: none; padding:0px\">own words</blockquote>b", "a\nown words\nb"),
            ("<blockquote><p>open", "> open"),
            ("<p>one</p><blockquote>two</blockquote>three", "one\n\n> two\n\nthree"),
            (
                "<p class=MsoNormal>one</p>\n<p class=MsoNormal>two</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>three</p>",
                "one\ntwo\n\nthree",
            ),
            ("one<p>two<p>three", "one\n\ntwo\n\nthree"),
            ("<p>which:</p><ol><li><p>a</p></li><li><p>b</p></li></ol>end", "which:\n\n- a\n- b\n\nend"),
            ("open <b", "open"),
            ("<a href='https://e.org/?a=1&amp;b=2'>here</a>, <A HREF=https://e.org>e.org</A>", "[here](https://e.org/?a=1&b=2), e.org"),
            ("<a name=x>anchor</a> <a href=\"#x\">up</a> <a href=\"javascript:x\">no</a>", "anchor up no"),
            ("<a href=\"https://e.org/a(b)\"> two<br>lines </a>end", "two\nlines <https://e.org/a(b)> end"),
            ("<a href=\"https://e.org/\"><img src=x></a>open <a href=\"https://e.org/1\">one", "open [one](https://e.org/1)"),
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
