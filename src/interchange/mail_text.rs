//! The words of an e-mail: the plain text, or what stands between the tags. What is attached is named; a calendar's lines and what is
//! encrypted are nobody's words.

use mailparse::body::Body;
use mailparse::{DispositionType, ParsedMail, parse_header, parse_mail};

use super::decode::{decode_as, is_whole};
use super::encoded_words::merged;
use super::html::{as_link, bare, links, without_tags};
use super::mail::{Envelope, as_text, envelope};

/// A mail.
#[derive(Debug, PartialEq)]
pub(crate) struct Mail {
    /// What its headers tell.
    pub(crate) envelope: Envelope,
    /// The words.
    pub(crate) words: String,
    /// The names of what is attached.
    pub(crate) attachments: Vec<String>,
    /// Words of it are encrypted, and so not here.
    pub(crate) is_sealed: bool,
    /// What it holds of a calendar.
    pub(crate) calendar: Option<Calendar>,
}

/// What a mail holds of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// It accepts or declines.
    Answer,
    /// It invites, moves or calls off, and says nothing else: its words are another form of the same (RFC 6047).
    Invitation,
    /// A calendar's file lies beside a letter.
    Attached,
}

impl Mail {
    /// The words, and below them the names of what is attached.
    pub(crate) fn whole(&self) -> String {
        let names = self.attachments.iter().map(|name| format!("[{}]", crate::text::control::one_line(name)));
        std::iter::once(self.words.clone()).chain(names).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

/// Why a mail is not read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum MailFault {
    /// It cannot be taken apart.
    Unreadable,
    /// Its words are packed for the way, and cannot be unpacked whole: what came out would be no words of anybody.
    Damaged,
}

/// Reads an e-mail.
///
/// # Errors
/// When it cannot be taken apart, or its words are damaged.
pub(crate) fn read_mail(bytes: &[u8]) -> Result<Mail, MailFault> {
    let mail = parse_mail(bytes).map_err(|_| MailFault::Unreadable)?;
    let mut beside = Beside::default();
    let mut words = text_of(&mail, &mut beside)?.replace("\r\n", "\n").replace('\r', "\n");
    words.retain(|c| !crate::text::control::is_control(c));
    let words = words.trim_end().trim_start_matches('\n').to_owned();
    let Beside { attachments, is_sealed, calendar, lies_beside } = beside;
    let calendar = calendar.map(|calendar| match calendar {
        Calendar::Invitation if lies_beside && !words.is_empty() => Calendar::Attached,
        calendar => calendar,
    });
    Ok(Mail { envelope: envelope(&mail.headers), words, attachments, is_sealed, calendar })
}

/// What a mail holds beside its words.
#[derive(Default)]
struct Beside {
    attachments: Vec<String>,
    is_sealed: bool,
    calendar: Option<Calendar>,
    /// The calendar is a part of its own, and no other form of the words.
    lies_beside: bool,
}

/// Parts that hold what is encrypted, and those that only prove who wrote.
const SEALED: [&str; 3] = ["application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"];
const SIGNATURES: [&str; 3] = ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"];

/// The text of a part: of alternatives the plain one, of several parts all, of HTML the words.
fn text_of(part: &ParsedMail<'_>, beside: &mut Beside) -> Result<String, MailFault> {
    let kind = part.ctype.mimetype.to_ascii_lowercase();
    let name = attachment(part);
    if SEALED.contains(&kind.as_str()) || name.as_ref().is_some_and(|name| name.to_ascii_lowercase().ends_with(".p7m")) {
        beside.is_sealed = true;
        return Ok(String::new());
    }
    if SIGNATURES.contains(&kind.as_str()) {
        return Ok(String::new());
    }
    if kind == "text/calendar" {
        beside.lies_beside |= beside.calendar.is_none();
        beside.calendar.get_or_insert_with(|| calendar(part));
        beside.attachments.extend(name);
        return Ok(String::new());
    }
    if let Some(name) = name {
        beside.attachments.push(name);
        return Ok(String::new());
    }
    if kind == "multipart/alternative" {
        return of_alternatives(part, beside);
    }
    if !part.subparts.is_empty() {
        let texts: Vec<String> = part.subparts.iter().map(|part| text_of(part, beside)).collect::<Result<_, _>>()?;
        return Ok(texts.iter().map(|text| text.trim_end()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n"));
    }
    match kind.as_str() {
        "text/html" => body(part).map(|html| without_tags(&html)),
        _ if kind.starts_with("text/") => {
            let text = body(part)?;
            beside.is_sealed |= text.trim_start().starts_with("-----BEGIN PGP MESSAGE-----");
            Ok(if beside.is_sealed { String::new() } else { text })
        }
        _ => {
            beside.attachments.push(kind);
            Ok(String::new())
        }
    }
}

/// The text of the one of several forms that says it best: the plain one, where it has words.
fn of_alternatives(part: &ParsedMail<'_>, beside: &mut Beside) -> Result<String, MailFault> {
    if let Some(part) = part.subparts.iter().find(|part| part.ctype.mimetype.eq_ignore_ascii_case("text/calendar")) {
        beside.calendar = Some(calendar(part));
        beside.lies_beside = false;
    }
    let of = |wanted: &str| part.subparts.iter().find(|part| part.ctype.mimetype.eq_ignore_ascii_case(wanted));
    let has_words = |text: Result<String, MailFault>| text.is_ok_and(|text| !text.trim().is_empty());
    let best = of("text/plain").filter(|plain| has_words(body(plain)));
    let best = best.or_else(|| part.subparts.iter().rev().find(|part| has_words(text_of(part, &mut Beside::default()))));
    // Where no form has words: damaged ones are told.
    match best {
        Some(best) if best.ctype.mimetype.eq_ignore_ascii_case("text/plain") => {
            let html = of("text/html").and_then(|html| body(html).ok()).unwrap_or_default();
            Ok(with_links(&text_of(best, beside)?, &links(&html)).unwrap_or_else(|| without_tags(&html)))
        }
        Some(best) => text_of(best, beside),
        None => part.subparts.iter().map(|part| text_of(part, beside)).find(Result::is_err).unwrap_or_else(|| Ok(String::new())),
    }
}

/// A plain text with the addresses that only its HTML form holds, beside their words. `None` where the words are not found.
fn with_links(text: &str, links: &[(String, String)]) -> Option<String> {
    let mut linked = String::with_capacity(text.len());
    let mut rest = text;
    for (words, address) in links.iter().filter(|(_, address)| !text.contains(bare(address))) {
        let at = rest.find(words.as_str())?;
        linked.push_str(&rest[..at]);
        linked.push_str(&as_link(words, address));
        rest = &rest[at + words.len()..];
    }
    linked.push_str(rest);
    Some(linked)
}

/// What a calendar's part does, by the method of its type, else of its own lines; one that has none is a file.
fn calendar(part: &ParsedMail<'_>) -> Calendar {
    let of_lines = || {
        let lines = body(part).unwrap_or_default();
        let method = lines.lines().filter_map(|line| line.split_once(':')).find(|(key, _)| key.trim().eq_ignore_ascii_case("method"));
        method.map(|(_, value)| value.trim().to_owned())
    };
    match part.ctype.params.get("method").cloned().or_else(of_lines) {
        Some(method) if method.trim().eq_ignore_ascii_case("reply") => Calendar::Answer,
        Some(_) => Calendar::Invitation,
        None => Calendar::Attached,
    }
}

/// A part's text: its bytes as its charset says, else as they are.
fn body(part: &ParsedMail<'_>) -> Result<String, MailFault> {
    let raw = part.get_body_raw().map_err(|_| MailFault::Damaged)?;
    let told = Some(part.ctype.charset.as_str()).filter(|charset| raw.is_ascii() || !charset.eq_ignore_ascii_case("us-ascii"));
    let text = decode_as(&raw, told);
    // A loose `=` is a sloppy program's; where the bytes behind are no text either, something was lost on the way.
    if let Body::QuotedPrintable(packed) = part.get_body_encoded()
        && !is_whole(&raw, told)
        && is_broken(packed.get_raw())
    {
        return Err(MailFault::Damaged);
    }
    let flowed = part.ctype.params.get("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
    Ok(if flowed { unflowed(&text, part.ctype.params.get("delsp").is_some_and(|delsp| delsp.eq_ignore_ascii_case("yes"))) } else { text })
}

/// Whether quoted-printable bytes hold a `=` that neither stands for a byte nor ends a line.
fn is_broken(packed: &[u8]) -> bool {
    let digit = |at: usize| packed.get(at).is_some_and(u8::is_ascii_hexdigit);
    let ends = |at: usize| {
        packed.get(at..).is_none_or(|rest| rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')).is_none_or(|byte| *byte == b'\n'))
    };
    packed.iter().enumerate().any(|(at, byte)| *byte == b'=' && !(digit(at + 1) && digit(at + 2)) && !ends(at + 1))
}

/// Lines that a mail program broke (RFC 3676) as the lines that were written.
fn unflowed(text: &str, drops_blank: bool) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut lines = text.lines().map(|line| line.trim_end_matches('\r')).map(|line| line.strip_prefix(' ').unwrap_or(line)).peekable();
    while let Some(line) = lines.next() {
        // A paragraph ends with an empty line, and where a quote begins.
        let goes_on = lines.peek().is_some_and(|next| !next.is_empty() && !next.starts_with('>'));
        let is_soft = line.ends_with(' ') && line != "-- " && !line.starts_with('>') && goes_on;
        // Of the blanks before a break that is none, the last marks it.
        joined.push_str(if is_soft && drops_blank { line.strip_suffix(' ').unwrap_or(line) } else { line });
        if !is_soft {
            joined.push('\n');
        }
    }
    joined
}

/// The name of an attached file; of a picture or letter inside, where it has one.
fn attachment(part: &ParsedMail<'_>) -> Option<String> {
    let disposition = part.get_content_disposition();
    let named = disposition.params.get("filename").or_else(|| part.ctype.params.get("name"));
    let name = || named.map_or_else(|| part.ctype.mimetype.clone(), |name| decoded_name(name));
    let kind = part.ctype.mimetype.to_ascii_lowercase();
    let is_file = disposition.disposition == DispositionType::Attachment
        || kind == "message/rfc822"
        || named.is_some() && !kind.starts_with("text/") && !kind.starts_with("multipart/");
    is_file.then(name)
}

fn decoded_name(name: &str) -> String {
    let line = format!("X: {}", merged(&as_text(name.as_bytes(), None)));
    parse_header(line.as_bytes()).map_or_else(|_| name.to_owned(), |(header, _)| header.get_value())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::mail::read_envelope;
    use super::*;

    fn text(bytes: &[u8]) -> String {
        read_mail(bytes).expect("a mail").whole()
    }

    #[test]
    fn names_attachments_and_reads_html() {
        let bytes = b"From: Ming <m@example.org>\nDate: Fri, 10 Apr 2026 09:12:00 +0800\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<style>p {}</style><p>One &lt;word&gt; &#38; &#x4e2d;</p><p>two</p>\n--b\nContent-Type: text/plain\n\nthree\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"=?UTF-8?B?5bGl5q23LnBkZg==?=\"\n\nx\n--b--\n";
        assert_eq!(text(bytes), "One <word> & 中\n\ntwo\n\nthree\n\n[履歷.pdf]");
    }

    #[test]
    fn of_alternatives_the_plain_one_is_read() {
        let bytes = b"From: m@e.org\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\nOne line =\nthat was =E2=80=94=20\nbroken\n\nend\n--b\nContent-Type: text/html\n\n<p>html</p>\n--b--\n";
        assert_eq!(text(bytes), "One line that was \u{2014} broken\n\nend");
    }

    #[test]
    fn of_the_blanks_before_a_soft_break_one_goes() {
        for (text, joined) in [("with  \ntests\n", "with tests\n"), ("樣品 \n單\n", "樣品單\n")] {
            assert_eq!(unflowed(text, true), joined);
        }
        for (text, joined) in [
            ("with \ntests\n> a \n> b\n", "with tests\n> a \n> b\n"),
            ("it flows. \n\nWhat?\n", "it flows. \n\nWhat?\n"),
            ("above: \n> quoted\n", "above: \n> quoted\n"),
        ] {
            assert_eq!(unflowed(text, false), joined);
        }
    }

    #[test]
    fn a_link_of_the_html_form_alone_stays() {
        let mail = |plain: &str, html: &str| {
            let parts = format!("--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n{html}\n--b--");
            text(format!("From: m@e.org\nContent-Type: multipart/alternative; boundary=b\n\n{parts}\n").as_bytes())
        };
        let html = "<p>see <a href='https://e.org/x'>this list</a> first</p>";
        assert_eq!(mail("see this list first", html), "see [this list](https://e.org/x) first");
        assert_eq!(mail("see this list <https://e.org/x> first", html), "see this list <https://e.org/x> first");
        assert_eq!(mail("see below", html), "see [this list](https://e.org/x) first");
    }

    #[test]
    fn what_is_sealed_or_a_calendar_s_is_nobody_s_words() {
        let read =
            |head: &str, body: &str| read_mail(format!("From: m@e.org\nContent-Type: {head}\n\n{body}\n").as_bytes()).expect("a mail");
        for (head, body) in [
            ("application/pkcs7-mime; name=smime.p7m", "MIIB"),
            ("application/octet-stream; name=smime.p7m", "MIIB"),
            ("multipart/encrypted; boundary=b", "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--"),
            ("text/plain", "-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----"),
        ] {
            let mail = read(head, body);
            assert_eq!((mail.is_sealed, mail.whole().as_str()), (true, ""), "{head}");
        }
        let signed = read(
            "multipart/signed; boundary=b",
            "--b\nContent-Type: text/plain\n\nhello\n--b\nContent-Type: application/pgp-signature; name=signature.asc\n\nx\n--b--",
        );
        assert_eq!((signed.is_sealed, signed.whole().as_str()), (false, "hello"));
        let lines = "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR";
        for (head, body, calendar) in [
            ("text/calendar; method=REPLY", "BEGIN:VCALENDAR".to_owned(), Calendar::Answer),
            ("text/calendar", lines.to_owned(), Calendar::Answer),
            ("text/calendar", lines.replace("REPLY", "REQUEST"), Calendar::Invitation),
            ("text/calendar", "BEGIN:VCALENDAR\nEND:VCALENDAR".to_owned(), Calendar::Attached),
            ("multipart/alternative; boundary=b", format!("--b\nContent-Type: text/calendar\n\n{lines}\n--b--"), Calendar::Answer),
        ] {
            let mail = read(head, &body);
            assert_eq!((mail.calendar, mail.whole().as_str()), (Some(calendar), ""), "{head} {body}");
        }
        let lines = lines.replace("REPLY", "REQUEST");
        for (form, calendar) in [("alternative", Calendar::Invitation), ("mixed", Calendar::Attached)] {
            let body = format!("--b\nContent-Type: text/plain\n\nCoffee?\n--b\nContent-Type: text/calendar\n\n{lines}\n--b--");
            let mail = read(&format!("multipart/{form}; boundary=b"), &body);
            assert_eq!((mail.calendar, mail.words.as_str()), (Some(calendar), "Coffee?"), "{form}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(head in "[ -~\n]{0,120}", body in prop::collection::vec(any::<u8>(), 0..80), at in 0_usize..200) {
            let mut bytes = format!("From: =?big5?B?{head}\nContent-Type: multipart/mixed; boundary=b\n{head}\n\n--b\n{head}\n\n").into_bytes();
            bytes.extend(&body);
            bytes.truncate(bytes.len().saturating_sub(at));
            let _ = read_mail(&bytes);
            let _ = read_mail(&body);
            read_envelope(&bytes);
        }
    }
}
