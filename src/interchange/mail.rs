//! An e-mail's headers as mail programs save them: who wrote to whom, when, in answer to what.

use mailparse::{MailAddr, MailHeader, MailHeaderMap, addrparse_header, parse_header, parse_headers};

use super::decode::decode_as;
use super::encoded_words::merged;
use super::mail_labels::is_aside;
use super::mail_nature::{is_automatic, is_bounce};

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
    // A letter to many people has a header longer than what is looked at.
    let goes_on = headers.len() == head.lines().count() && has("to:");
    headers.len() > 1
        && headers.iter().all(|line| is_header(line))
        && has("from:")
        && (has("date:") || has("subject:") || has("message-id:") || goes_on)
}

/// Reads a mail's headers; what stands below them does not matter.
pub(crate) fn read_envelope(bytes: &[u8]) -> Envelope {
    parse_headers(bytes).map(|(headers, _)| envelope(&headers)).unwrap_or_default()
}

/// What some headers tell.
pub(super) fn envelope(headers: &[MailHeader<'_>]) -> Envelope {
    let charset = headers.get_first_value("Content-Type").map(|value| mailparse::parse_content_type(&value).charset);
    let charset = charset.as_deref();
    let value = |name: &str| headers.get_first_header(name).map(|header| decoded(header, charset)).filter(|value| !value.is_empty());
    let addresses =
        |name: &str| headers.get_all_headers(name).into_iter().flat_map(|header| addresses(header, charset)).collect::<Vec<Address>>();
    let from = addresses("From").into_iter().next().or_else(|| addresses("Sender").into_iter().next());
    let mut answers = value("In-Reply-To").map(|value| ids(&value)).unwrap_or_default();
    answers.extend(value("References").map(|value| ids(&value)).unwrap_or_default().into_iter().rev());
    Envelope {
        to: ["To", "Cc", "Bcc"].into_iter().flat_map(addresses).collect(),
        subject: value("Subject").map(|subject| crate::text::control::one_line(&subject).trim().to_owned()),
        sent: super::mail_dates::sent(headers),
        id: value("Message-ID").and_then(|value| ids(&value).into_iter().next()),
        answers,
        is_automatic: is_automatic(&value),
        is_bounce: is_bounce(&value, from.as_ref().map(|from| from.address.as_str())),
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
pub(super) fn as_text(bytes: &[u8], charset: Option<&str>) -> String {
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

#[cfg(test)]
mod tests {
    use super::super::mail_text::read_mail;
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
        assert_eq!((mail.envelope.sent, mail.whole()), (Some(1_775_783_520), "你好，許功蓋".to_owned()));
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
    fn a_plain_reply_is_no_mail() {
        assert!(!looks_like_mail("雅婷：謝謝您\n\n很有幫助".as_bytes()));
        let many = format!("From: me@e.org\nTo: {}\nSubject: x\n\nhi", "Ya <ya@e.org>, ".repeat(2_000));
        assert!(looks_like_mail(many.as_bytes()));
        assert!(!looks_like_mail(b"Note: a b\nFrom: me\n\nhi"));
    }
}
