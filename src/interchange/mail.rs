//! An e-mail as a mail program saves it (`.eml`): who wrote, when, and the plain text. The one address of
//! mailparse.

use mailparse::{DispositionType, MailAddr, MailHeaderMap, ParsedMail, addrparse_header, dateparse, parse_mail};

/// What a reply needs of an e-mail.
#[derive(Debug, PartialEq)]
pub(crate) struct Mail {
    /// The sender's name; the address where there is no name.
    pub(crate) from: Option<String>,
    /// When it was sent, in seconds of the Unix epoch.
    pub(crate) sent: Option<i64>,
    /// The plain text without the signature of the mail program; attachments are named below it.
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

/// Reads an e-mail; `None` for one that cannot be taken apart.
pub(crate) fn read_mail(bytes: &[u8]) -> Option<Mail> {
    let mail = parse_mail(bytes).ok()?;
    let from = mail.headers.get_first_header("From").and_then(|header| addrparse_header(header).ok()).and_then(|all| match all.first() {
        Some(MailAddr::Single(one)) => Some(one.display_name.clone().unwrap_or_else(|| one.addr.clone())),
        Some(MailAddr::Group(group)) => Some(group.group_name.clone()),
        None => None,
    });
    let sent = mail.headers.get_first_value("Date").and_then(|date| dateparse(&date).ok());
    let mut text = plain_text(&mail)?.replace("\r\n", "\n").trim().to_owned();
    for name in mail.parts().filter_map(attachment) {
        text.push_str(&format!("\n\n[{name}]"));
    }
    Some(Mail { from, sent, text })
}

/// The first plain part that is no attachment; of a mail in HTML only, its text without tags.
fn plain_text(mail: &ParsedMail<'_>) -> Option<String> {
    let of_type = |wanted: &str| mail.parts().find(|part| part.ctype.mimetype.eq_ignore_ascii_case(wanted) && attachment(part).is_none());
    if let Some(part) = of_type("text/plain") {
        return part.get_body().ok();
    }
    of_type("text/html").and_then(|part| part.get_body().ok()).map(|html| without_tags(&html))
}

fn attachment(part: &ParsedMail<'_>) -> Option<String> {
    let disposition = part.get_content_disposition();
    let named = disposition.params.get("filename").or_else(|| part.ctype.params.get("name")).cloned();
    (disposition.disposition == DispositionType::Attachment).then(|| named.unwrap_or_else(|| part.ctype.mimetype.clone()))
}

/// Text between tags; a line for each block.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let close = rest[open..].find('>').map_or(rest.len(), |close| open + close + 1);
        let tag = rest[open..close].to_ascii_lowercase();
        if ["<br", "</p", "</div", "</li", "</tr"].iter().any(|block| tag.starts_with(block)) {
            text.push('\n');
        }
        rest = &rest[close..];
    }
    text.push_str(rest);
    for (entity, character) in [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        text = text.replace(entity, character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_big5_mail_with_an_encoded_header() {
        let mut bytes = b"From: =?UTF-8?B?5p6X6ZuF5am3?= <ya@example.org>\r\nDate: Fri, 10 Apr 2026 09:12:00 +0800\r\nSubject: x\r\nContent-Type: text/plain; charset=Big5\r\n\r\n".to_vec();
        bytes.extend([0xA7, 0x41, 0xA6, 0x6E, b'\r', b'\n']);
        assert!(looks_like_mail(&bytes));
        let mail = read_mail(&bytes).expect("a mail");
        assert_eq!(mail, Mail { from: Some("林雅婷".into()), sent: Some(1_775_783_520), text: "你好".into() });
    }

    #[test]
    fn names_attachments_and_reads_html() {
        let bytes = b"From: Ming <m@example.org>\nDate: Fri, 10 Apr 2026 09:12:00 +0800\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>One &lt;word&gt;</p><p>two</p>\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=notes.pdf\n\nx\n--b--\n";
        assert_eq!(read_mail(bytes).expect("a mail").text, "One <word>\ntwo\n\n[notes.pdf]");
    }

    #[test]
    fn a_plain_reply_is_no_mail() {
        assert!(!looks_like_mail("雅婷：謝謝您\n\n很有幫助".as_bytes()));
        assert!(!looks_like_mail(b"Note: a b\nFrom: me\n\nhi"));
    }
}
