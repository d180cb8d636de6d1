//! LinkedIn's export of messages (messages.csv): who wrote what to whom, conversation by conversation.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::html::without_tags;
use super::sheet::SheetRow;
use crate::calendar::{Moment, Zone, parse_loose};
use crate::disk::digest;
use crate::text::normal::fold_name;

/// A message, or several that one person wrote in a row within a day.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// The row of its first part.
    pub(crate) row: usize,
    /// The conversation it belongs to.
    pub(crate) conversation: String,
    /// Who wrote it: the name, and the address of the profile.
    pub(crate) from: (String, String),
    /// Whom it went to: the first one's name and profile.
    pub(crate) to: (String, String),
    /// The names of everyone it went to, where that is more than one.
    pub(crate) all: Vec<String>,
    /// When.
    pub(crate) at: Moment,
    /// The subject, where there is one.
    pub(crate) subject: Option<String>,
    /// The words; attachments are named below them.
    pub(crate) text: String,
    /// What it is known by.
    pub(crate) source: String,
}

/// A row that cannot be taken: its number and what its date says.
#[derive(Debug, PartialEq)]
pub(crate) struct BadRow {
    /// The row.
    pub(crate) row: usize,
    /// The date's words.
    pub(crate) date: String,
}

/// Seconds within which one person's messages are one.
const IN_A_ROW: i64 = 24 * 3600;

/// Whether a header is that of LinkedIn's messages.
pub(crate) fn is_linkedin(header: &[String]) -> bool {
    let has = |name: &str| header.iter().any(|cell| cell.trim().eq_ignore_ascii_case(name));
    has("CONVERSATION ID") && has("FROM") && has("DATE") && has("CONTENT")
}

/// What the rows of an export hold.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    /// The messages, by conversation and time.
    pub(crate) found: Vec<Message>,
    /// The rows without a date.
    pub(crate) bad: Vec<BadRow>,
    /// The numbers of the rows that are drafts and spam.
    pub(crate) aside: Vec<usize>,
    /// The numbers of the rows in which nobody wrote anything.
    pub(crate) empty: Vec<usize>,
}

/// What stands in the rows below the header.
pub(crate) fn messages(rows: &[SheetRow], zone: Zone) -> Messages {
    let Some((header, rows)) = rows.iter().position(|row| is_linkedin(&row.cells)).map(|at| (&rows[at].cells, &rows[at + 1..])) else {
        return Messages::default();
    };
    let column = |name: &str| header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let names = [
        "CONVERSATION ID",
        "FROM",
        "SENDER PROFILE URL",
        "TO",
        "RECIPIENT PROFILE URLS",
        "DATE",
        "SUBJECT",
        "CONTENT",
        "FOLDER",
        "ATTACHMENTS",
        "IS MESSAGE DRAFT",
    ];
    let columns = names.map(column);
    let mut all = Messages::default();
    let writers: BTreeSet<String> = rows.iter().filter_map(|row| row.cells.get(columns[1]?)).map(|name| fold_name(name)).collect();
    let found = &mut all.found;
    for row in rows.iter().filter(|row| !row.is_blank()) {
        let cell = |index: usize| columns[index].and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim());
        let is_draft = matches!(cell(10).to_ascii_lowercase().as_str(), "yes" | "true");
        if is_draft || ["SPAM", "DRAFT", "DRAFTS"].iter().any(|folder| cell(8).eq_ignore_ascii_case(folder)) {
            all.aside.push(row.number);
            continue;
        }
        let Ok(at) = parse_loose(cell(5), None, zone) else {
            all.bad.push(BadRow { row: row.number, date: cell(5).to_owned() });
            continue;
        };
        let text = words(cell(7), cell(9));
        if text.is_empty() && cell(6).is_empty() {
            all.empty.push(row.number);
            continue;
        }
        let profiles = several(cell(4));
        let names = people(cell(3), profiles.len(), &writers);
        let to = (names.first().cloned().unwrap_or_default(), profiles.first().cloned().unwrap_or_default());
        found.push(Message {
            all: if profiles.len() > 1 { names } else { Vec::new() },
            row: row.number,
            conversation: cell(0).to_owned(),
            from: (cell(1).to_owned(), cell(2).to_owned()),
            to,
            at,
            subject: Some(crate::text::control::one_line(&unescaped(cell(6))).into_owned()).filter(|subject| !subject.is_empty()),
            text,
            source: format!("linkedin:{}", &digest(format!("{}\n{}\n{}\n{}", cell(0), cell(5), cell(1), cell(7)).as_bytes())[..16]),
        });
    }
    found.sort_by(|a, b| (&a.conversation, a.at.sort_key(zone), a.row).cmp(&(&b.conversation, b.at.sort_key(zone), b.row)));
    all.found = joined(std::mem::take(&mut all.found), zone);
    all
}

/// The parts of a cell that lists several.
fn several(cell: &str) -> Vec<String> {
    let mark = if cell.contains(';') { ';' } else { ',' };
    cell.split(mark).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The names in a cell. A name may hold a comma: the profiles tell how many they are, and who wrote messages what names there are.
fn people(cell: &str, profiles: usize, writers: &BTreeSet<String>) -> Vec<String> {
    let parts = several(cell);
    if parts.len() == profiles {
        return parts;
    }
    if profiles == 1 || writers.contains(&fold_name(cell)) {
        return vec![cell.trim().to_owned()];
    }
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let whole = names.last().map(|last| format!("{last}, {part}")).filter(|whole| writers.contains(&fold_name(whole)));
        match (whole, names.last_mut()) {
            (Some(whole), Some(last)) => *last = whole,
            _ => names.push(part),
        }
    }
    names
}

/// What was written, without the tags of its editor; attachments named.
fn words(content: &str, attachments: &str) -> String {
    let is_html = content.starts_with('<') && content.contains("</") || content.contains("<br") || content.contains("</p>");
    let text = content.replace("\r\n", "\n").replace('\r', "\n");
    let mut text = if is_html { without_tags(&text.replace('\n', "<br>")) } else { unescaped(&text).into_owned() };
    text.retain(|c| !crate::text::control::is_control(c));
    for name in attachments.split([',', ' ', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
        text.push_str(&format!("\n\n[{name}]"));
    }
    text.trim().to_owned()
}

/// A text that the export escaped, as it was written. Not every message of an export is escaped: one in which a bare `&`, `<` or `>`
/// stands was not, and its `&amp;` is what somebody typed.
fn unescaped(text: &str) -> Cow<'_, str> {
    let after = || text.match_indices('&').map(|(at, _)| &text[at..]);
    if text.contains(['<', '>']) || after().next().is_none() || !after().all(|rest| reference(rest).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let Some((c, length)) = reference(&rest[at..]) else { break };
        plain.push(c);
        rest = &rest[at + length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The character that a text's first reference stands for, and how long it is: one of the five that an escaped text needs, or a number.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.char_indices().take(10).find(|(_, c)| *c == ';')?.0;
    let name = text.get(1..end)?;
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).filter(|c| *c != '\0');
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => match name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")) {
            Some(digits) => number(digits, 16)?,
            None => number(name.strip_prefix('#')?, 10)?,
        },
    };
    Some((c, end + 1))
}

/// Messages that one person wrote in a row within a day, as one.
fn joined(messages: Vec<Message>, zone: Zone) -> Vec<Message> {
    let mut joined: Vec<Message> = Vec::new();
    let mut end = 0;
    for message in messages {
        let at = message.at.sort_key(zone).1;
        match joined.last_mut() {
            Some(last)
                if last.conversation == message.conversation && is_same(&last.from, &message.from) && at.saturating_sub(end) < IN_A_ROW =>
            {
                last.text.push_str(&format!("\n\n{}", message.text));
                last.subject = last.subject.take().or(message.subject);
            }
            _ => joined.push(message),
        }
        end = at;
    }
    joined
}

/// Whether two are one person: by the address of the profile where both have one, for a name may change; else by the name.
pub(crate) fn is_same(a: &(String, String), b: &(String, String)) -> bool {
    let profile = |address: &str| fold_name(address.trim_end_matches('/'));
    if a.1.is_empty() || b.1.is_empty() { fold_name(&a.0) == fold_name(&b.0) } else { profile(&a.1) == profile(&b.1) }
}

/// Which person's export it is: whom the settings name, by name or profile; else who alone is in every one of several conversations.
pub(crate) fn owner<'a>(messages: &'a [Message], named: &[String]) -> Option<&'a (String, String)> {
    let people = || messages.iter().flat_map(|message| [&message.from, &message.to]);
    let profile = |address: &str| {
        fold_name(address.trim_end_matches('/').trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www."))
    };
    let is_named = |person: &&(String, String)| {
        named.iter().any(|name| fold_name(name) == fold_name(&person.0) || !person.1.is_empty() && profile(name) == profile(&person.1))
    };
    if let Some(person) = people().find(is_named) {
        return Some(person);
    }
    let mut conversations: Vec<&str> = messages.iter().map(|message| message.conversation.as_str()).collect();
    conversations.dedup();
    let is_in = |conversation: &str, person: &(String, String)| {
        messages
            .iter()
            .any(|message| message.conversation == conversation && (is_same(&message.from, person) || is_same(&message.to, person)))
    };
    let mut everywhere: Vec<&(String, String)> =
        people().take(4).filter(|person| conversations.iter().all(|conversation| is_in(conversation, person))).collect();
    everywhere.sort_unstable();
    everywhere.dedup_by(|a, b| is_same(a, b));
    match everywhere.as_slice() {
        [only] if conversations.len() > 1 => Some(*only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::csv::read_csv;
    use super::*;

    const EXPORT: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
        2-a,,Ming Wang,https://www.linkedin.com/in/ming,Pinyu Chen,https://www.linkedin.com/in/pinyu,2026-04-09 02:00:00 UTC,,\"Sure, take B\",INBOX\n\
        2-a,,Pinyu Chen,https://www.linkedin.com/in/pinyu,Ming Wang,https://www.linkedin.com/in/ming,2026-04-08 09:12:33 UTC,One question,<p>A or B?</p>,INBOX\n\
        2-a,,Pinyu Chen,https://www.linkedin.com/in/pinyu,Ming Wang,https://www.linkedin.com/in/ming,2026-04-08 09:13:00 UTC,,A word is enough.,INBOX\n\
        2-b,,Ad,https://www.linkedin.com/in/ad,Pinyu Chen,https://www.linkedin.com/in/pinyu,2026-04-01 00:00:00 UTC,,Buy,SPAM\n\
        2-b,,Pinyu Chen,https://www.linkedin.com/in/pinyu,Ad,https://www.linkedin.com/in/ad,2026-04-01 00:00:00 UTC,,No thanks,DRAFT\n\
        2-c,,Ya,https://www.linkedin.com/in/ya,Pinyu Chen,https://www.linkedin.com/in/pinyu,yesterday,,Hi,INBOX\n\
        2-c,,Ya,https://www.linkedin.com/in/ya,Pinyu Chen,https://www.linkedin.com/in/pinyu,2026-04-02 00:00:00 UTC,,Hi,INBOX\n\
        2-c,,Ya,https://www.linkedin.com/in/ya,Pinyu Chen,https://www.linkedin.com/in/pinyu,2026-04-03 00:00:00 UTC,,,INBOX\n";

    #[test]
    fn what_the_export_escaped_is_read_as_it_was_written() {
        for (escaped, written) in [
            ("R&amp;D or &quot;ops&quot;?", "R&D or \"ops\"?"),
            ("I&#39;d ask: 3 &lt; 5 &gt; 4", "I'd ask: 3 < 5 > 4"),
            ("it&#x2019;s &#20013;", "it\u{2019}s 中"),
            ("why is it &amp;lt; and not &lt;?", "why is it &lt; and not <?"),
            // Not escaped: these were typed.
            ("R&D, and what does &amp; mean?", "R&D, and what does &amp; mean?"),
            ("a < b, not &lt;", "a < b, not &lt;"),
            ("&copy; &amp;", "&copy; &amp;"),
            ("AT&T", "AT&T"),
            ("&#0; &#xD800; &;", "&#0; &#xD800; &;"),
            ("&", "&"),
            ("", ""),
        ] {
            assert_eq!(unescaped(escaped), written);
        }
    }

    #[test]
    fn a_name_may_hold_a_comma() {
        let writers = [fold_name("Chen, Mei")].into();
        for (cell, profiles, names) in [
            ("Chen, Mei", 1, &["Chen, Mei"][..]),
            ("Chen, Mei", 0, &["Chen, Mei"]),
            ("Ann Lee,Bob Ray", 2, &["Ann Lee", "Bob Ray"]),
            ("Chen, Mei,Bob Ray", 2, &["Chen, Mei", "Bob Ray"]),
            ("Ann Lee,Bob Ray", 0, &["Ann Lee", "Bob Ray"]),
            ("Ho, Ben; Bob Ray", 2, &["Ho, Ben", "Bob Ray"]),
            ("", 0, &[]),
        ] {
            assert_eq!(people(cell, profiles, &writers), names, "{cell}");
        }
    }

    #[test]
    fn reads_conversations_in_time() {
        let zone = Zone::named("Asia/Taipei").expect("in the database");
        let Messages { found: messages, bad, aside, empty } = messages(&read_csv(EXPORT), zone);
        assert_eq!(empty, [9]);
        assert_eq!(aside, [5, 6], "spam and a draft");
        let read: Vec<(&str, String, &str)> =
            messages.iter().map(|message| (message.from.0.as_str(), message.at.to_string(), message.text.as_str())).collect();
        assert_eq!(
            read,
            [
                ("Pinyu Chen", "2026-04-08T17:12:33+08:00".into(), "A or B?\n\nA word is enough."),
                ("Ming Wang", "2026-04-09T10:00+08:00".into(), "Sure, take B"),
                ("Ya", "2026-04-02T08:00+08:00".into(), "Hi"),
            ]
        );
        assert_eq!(
            (messages[0].subject.as_deref(), bad.as_slice()),
            (Some("One question"), &[BadRow { row: 7, date: "yesterday".into() }][..])
        );
        assert_eq!(owner(&messages, &[]).map(|person| person.0.as_str()), Some("Pinyu Chen"));
        assert_eq!(owner(&messages, &["linkedin.com/in/ming/".into()]).map(|person| person.0.as_str()), Some("Ming Wang"));
        assert_eq!(owner(&messages[..2], &[]), None, "one conversation tells nothing");
    }
}
