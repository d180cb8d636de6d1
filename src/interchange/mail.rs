//! An e-mail as a mail program saves it: who wrote to whom, when, in answer to what, and the plain text. Beside `mail_dates` the
//! one address of mailparse.

use mailparse::body::Body;
use mailparse::{
    DispositionType, MailAddr, MailHeader, MailHeaderMap, ParsedMail, addrparse_header, parse_header, parse_headers, parse_mail,
};

use super::decode::{decode_as, is_whole};
use super::encoded_words::merged;
use super::html::without_tags;
use super::mail_labels::is_aside;

/// A person in a header.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Address {
    /// The name, where there is one.
    pub(crate) name: Option<String>,
    /// The address, in small letters.
    pub(crate) address: String,
}

impl Address {
    /// The name, else the address.
    pub(crate) fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.address)
    }
}

/// What a mail's headers tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Envelope {
    /// Who wrote.
    pub(crate) from: Option<Address>,
    /// Whom it went to: To, then Cc, then Bcc.
    pub(crate) to: Vec<Address>,
    /// The subject.
    pub(crate) subject: Option<String>,
    /// When it was sent, in seconds of the Unix epoch.
    pub(crate) sent: Option<i64>,
    /// Its message id, in angle brackets.
    pub(crate) id: Option<String>,
    /// The ids that it answers: the one before it first, then the thread from its end.
    pub(crate) answers: Vec<String>,
    /// A program wrote it: an absence note, a receipt.
    pub(crate) is_automatic: bool,
    /// It tells that a mail could not be delivered.
    pub(crate) is_bounce: bool,
    /// The labels of its mailbox say that it was never sent, thrown away, or taken for junk.
    pub(crate) is_aside: bool,
}

/// A mail.
#[derive(Debug, PartialEq)]
pub(crate) struct Mail {
    /// What its headers tell.
    pub(crate) envelope: Envelope,
    /// The plain text; attachments are named below it.
    pub(crate) text: String,
}

/// Tells whether bytes look like a saved e-mail: header lines first, a sender among them.
pub(crate) fn looks_like_mail(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(16 * 1024)]);
    let headers: Vec<&str> = head.lines().take_while(|line| !line.is_empty()).collect();
    let is_header = |line: &str| {
        line.starts_with([' ', '\t'])
            || line
                .split_once(':')
                .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    };
    let has = |name: &str| headers.iter().any(|line| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
    headers.len() > 1
        && headers.iter().all(|line| is_header(line))
        && has("from:")
        && (has("date:") || has("subject:") || has("message-id:"))
}

/// Reads a mail's headers; what stands below them does not matter.
pub(crate) fn read_envelope(bytes: &[u8]) -> Envelope {
    parse_headers(bytes).map(|(headers, _)| envelope(&headers)).unwrap_or_default()
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
    let mut attachments = Vec::new();
    let mut text = text_of(&mail, &mut attachments)?.replace("\r\n", "\n").replace('\r', "\n");
    text.retain(|c| !crate::text::control::is_control(c));
    let mut text = text.trim_end().trim_start_matches('\n').to_owned();
    for name in attachments {
        text.push_str(&format!("\n\n[{}]", crate::text::control::one_line(&name)));
    }
    Ok(Mail { envelope: envelope(&mail.headers), text: text.trim_start_matches('\n').to_owned() })
}

fn envelope(headers: &[MailHeader<'_>]) -> Envelope {
    let charset = headers.get_first_value("Content-Type").map(|value| mailparse::parse_content_type(&value).charset);
    let charset = charset.as_deref();
    let value = |name: &str| headers.get_first_header(name).map(|header| decoded(header, charset)).filter(|value| !value.is_empty());
    let addresses =
        |name: &str| headers.get_all_headers(name).into_iter().flat_map(|header| addresses(header, charset)).collect::<Vec<Address>>();
    let says =
        |name: &str, words: &[&str]| value(name).is_some_and(|value| words.iter().any(|word| value.to_ascii_lowercase().starts_with(word)));
    let content = value("Content-Type").unwrap_or_default().to_ascii_lowercase();
    let from = addresses("From").into_iter().next().or_else(|| addresses("Sender").into_iter().next());
    let is_daemon =
        from.as_ref().is_some_and(|from| ["mailer-daemon@", "postmaster@"].iter().any(|daemon| from.address.starts_with(daemon)));
    let mut answers = value("In-Reply-To").map(|value| ids(&value)).unwrap_or_default();
    answers.extend(value("References").map(|value| ids(&value)).unwrap_or_default().into_iter().rev());
    Envelope {
        to: ["To", "Cc", "Bcc"].into_iter().flat_map(addresses).collect(),
        subject: value("Subject").map(|subject| crate::text::control::one_line(&subject).trim().to_owned()),
        sent: super::mail_dates::sent(headers),
        id: value("Message-ID").and_then(|value| ids(&value).into_iter().next()),
        answers,
        is_automatic: says("Auto-Submitted", &["auto-"])
            || headers.get_first_header("X-Autoreply").is_some()
            || says("Precedence", &["auto_reply"]),
        is_bounce: is_daemon || content.contains("delivery-status"),
        is_aside: value("X-Gmail-Labels").is_some_and(|labels| is_aside(&labels)),
        from,
    }
}

/// A header's words: encoded ones decoded, raw bytes as the mail's own charset says.
fn decoded(header: &MailHeader<'_>, charset: Option<&str>) -> String {
    let raw = as_text(header.get_value_raw(), charset);
    if !raw.contains("=?") {
        return raw.trim().to_owned();
    }
    let line = format!("X: {}", merged(&raw));
    parse_header(line.as_bytes())
        .map_or_else(|_| raw.clone(), |(header, _)| header.get_value_utf8().unwrap_or_else(|_| raw.clone()))
        .trim()
        .to_owned()
}

/// Bytes as text on one line; a charset that says nothing (us-ascii beside other bytes) is not believed.
fn as_text(bytes: &[u8], charset: Option<&str>) -> String {
    let told = charset.filter(|charset| !charset.eq_ignore_ascii_case("us-ascii"));
    let text = decode_as(bytes, if bytes.is_ascii() { None } else { told });
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

fn addresses(header: &MailHeader<'_>, charset: Option<&str>) -> Vec<Address> {
    let line = format!("X: {}", merged(&as_text(header.get_value_raw(), charset)));
    let parsed = parse_header(line.as_bytes()).ok().and_then(|(header, _)| addrparse_header(&header).ok());
    let Some(parsed) = parsed else {
        // A header that breaks the rules still names an address most of the time.
        let word = line.split([' ', '<', '>', ',', ';', '"']).find(|word| word.contains('@'));
        let address = |word: &str| crate::text::control::one_line(word).to_lowercase();
        return word.map(|word| Address { name: None, address: address(word) }).into_iter().collect();
    };
    let one = |single: &mailparse::SingleInfo| Address {
        name: single
            .display_name
            .as_deref()
            .map(|name| crate::text::control::one_line(name).trim().trim_matches(['"', '\'']).to_owned())
            .filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case(&single.addr)),
        address: crate::text::control::one_line(&single.addr).to_lowercase(),
    };
    parsed
        .iter()
        .flat_map(|address| match address {
            MailAddr::Single(single) => vec![one(single)],
            MailAddr::Group(group) => group.addrs.iter().map(one).collect(),
        })
        .collect()
}

/// The message ids of a header, in angle brackets.
fn ids(value: &str) -> Vec<String> {
    let bracketed: Vec<String> = value
        .split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>'))
        .map(|(id, _)| format!("<{}>", id.trim()))
        .filter(|id| id.len() > 2)
        .collect();
    if !bracketed.is_empty() {
        return bracketed;
    }
    value.split_whitespace().filter(|word| word.contains('@')).map(|word| format!("<{word}>")).collect()
}

/// The text of a part: of alternatives the plain one, of several parts all, of HTML the words; the names of what is attached.
fn text_of(part: &ParsedMail<'_>, attachments: &mut Vec<String>) -> Result<String, MailFault> {
    if let Some(name) = attachment(part) {
        attachments.push(name);
        return Ok(String::new());
    }
    let kind = part.ctype.mimetype.to_ascii_lowercase();
    if kind == "multipart/alternative" {
        let of = |wanted: &str| part.subparts.iter().find(|part| part.ctype.mimetype.eq_ignore_ascii_case(wanted));
        let has_words = |text: Result<String, MailFault>| text.is_ok_and(|text| !text.trim().is_empty());
        let best = of("text/plain").filter(|plain| has_words(body(plain)));
        let best = best.or_else(|| part.subparts.iter().rev().find(|part| has_words(text_of(part, &mut Vec::new()))));
        // Where no form has words: damaged ones are told.
        return match best {
            Some(best) => text_of(best, attachments),
            None => part.subparts.iter().map(|part| text_of(part, attachments)).find(Result::is_err).unwrap_or_else(|| Ok(String::new())),
        };
    }
    if !part.subparts.is_empty() {
        let texts: Vec<String> = part.subparts.iter().map(|part| text_of(part, attachments)).collect::<Result<_, _>>()?;
        return Ok(texts.iter().map(|text| text.trim_end()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n"));
    }
    match kind.as_str() {
        "text/html" => body(part).map(|html| without_tags(&html)),
        _ if kind.starts_with("text/") => body(part),
        _ => {
            attachments.push(kind);
            Ok(String::new())
        }
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
    for line in text.lines().map(|line| line.trim_end_matches('\r')) {
        let line = line.strip_prefix(' ').unwrap_or(line);
        let is_soft = line.ends_with(' ') && line != "-- " && !line.starts_with('>');
        joined.push_str(if is_soft && drops_blank { line.trim_end_matches(' ') } else { line });
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

    use super::*;

    fn big5(text: &str) -> Vec<u8> {
        encoding_rs::BIG5.encode(text).0.into_owned()
    }

    #[test]
    fn reads_a_big5_mail_with_an_encoded_header() {
        let mut bytes = b"From: =?UTF-8?B?5p6X6ZuF5am3?= <Ya@example.org>\r\nDate: Fri, 10 Apr 2026 09:12:00 +0800\r\nSubject: x\r\nContent-Type: text/plain; charset=Big5\r\n\r\n".to_vec();
        bytes.extend(big5("你好，許功蓋\r\n"));
        assert!(looks_like_mail(&bytes));
        let mail = read_mail(&bytes).expect("a mail");
        assert_eq!(mail.envelope.from, Some(Address { name: Some("林雅婷".into()), address: "ya@example.org".into() }));
        assert_eq!((mail.envelope.sent, mail.text.as_str()), (Some(1_775_783_520), "你好，許功蓋"));
    }

    #[test]
    fn reads_headers_as_mail_programs_write_them() {
        let mut bytes = b"Content-Type: text/plain; charset=big5\r\nFrom: ".to_vec();
        bytes.extend(big5("許功蓋 <a@b.c>\r\nSubject: 請教\r\n"));
        bytes.extend(b"To: =?big5?B?pEg=?=\r\n =?big5?B?pEg=?= <x@y.z>, \"Lin, Ya\" <l@y.z>, undisclosed:;\r\nMessage-ID: <1@b.c>\r\nIn-Reply-To: <0@b.c>\r\nReferences: <a@b.c>\r\n <0@b.c>\r\n\r\nx");
        let envelope = read_envelope(&bytes);
        assert_eq!(envelope.from.as_ref().map(Address::shown), Some("許功蓋"));
        assert_eq!(envelope.subject.as_deref(), Some("請教"));
        assert_eq!(envelope.to.iter().map(Address::shown).collect::<Vec<_>>(), ["人人", "Lin, Ya"]);
        assert_eq!(
            (envelope.id.as_deref(), envelope.answers.as_slice()),
            (Some("<1@b.c>"), &["<0@b.c>".to_owned(), "<0@b.c>".into(), "<a@b.c>".into()][..])
        );
        // A character cut between two encoded words, as some programs do.
        let split = read_envelope(b"From: a@b.c\nSubject: =?UTF-8?B?5p6X6Q==?= =?UTF-8?B?m4XlqbM=?=\n\n");
        assert_eq!(split.subject.as_deref(), Some("林雅婳"));
        let gbk = read_envelope(b"From: a@b.c\nSubject: =?gb2312?Q?=C7=EB=BD=CC?=\n\n");
        assert_eq!(gbk.subject.as_deref(), Some("请教"));
    }

    #[test]
    fn names_attachments_and_reads_html() {
        let bytes = b"From: Ming <m@example.org>\nDate: Fri, 10 Apr 2026 09:12:00 +0800\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<style>p {}</style><p>One &lt;word&gt; &#38; &#x4e2d;</p><p>two</p>\n--b\nContent-Type: text/plain\n\nthree\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"=?UTF-8?B?5bGl5q23LnBkZg==?=\"\n\nx\n--b--\n";
        assert_eq!(read_mail(bytes).expect("a mail").text, "One <word> & 中\ntwo\n\nthree\n\n[履歷.pdf]");
    }

    #[test]
    fn of_alternatives_the_plain_one_is_read() {
        let bytes = b"From: m@e.org\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\nOne line =\nthat was =E2=80=94=20\nbroken\n\nend\n--b\nContent-Type: text/html\n\n<p>html</p>\n--b--\n";
        assert_eq!(read_mail(bytes).expect("a mail").text, "One line that was \u{2014} broken\n\nend");
    }

    #[test]
    fn a_plain_reply_is_no_mail() {
        assert!(!looks_like_mail("雅婷：謝謝您\n\n很有幫助".as_bytes()));
        assert!(!looks_like_mail(b"Note: a b\nFrom: me\n\nhi"));
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
