//! What a mail server reports of a letter on its way (RFC 3464): which letter, and whom it did not reach.

use mailparse::{MailHeaderMap, parse_mail};

use super::mail::{Address, envelope, read_envelope};

/// What became of a letter.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Delivery {
    /// The ids that it may be found by: of the letter sent back, else what the report answers.
    pub(crate) letters: Vec<String>,
    /// Whom the letter went to, where it was sent back with the report.
    pub(crate) to: Vec<Address>,
    /// Whom it did not reach, and under which other addresses it was tried; empty where that is not told.
    pub(crate) failed: Vec<String>,
    /// It only comes later, or has arrived: nothing failed.
    pub(crate) goes_on: bool,
}

/// Words of a subject that says only that a letter takes longer.
const LATER: [&str; 5] = ["delay", "still being retried", "warning: could not send", "延遲", "延误"];

/// Reads a report of delivery; what it does not tell stays empty.
pub(crate) fn read_delivery(bytes: &[u8]) -> Delivery {
    let mut delivery = Delivery::default();
    let Ok(mail) = parse_mail(bytes) else { return delivery };
    let head = envelope(&mail.headers);
    let mut told = Vec::new();
    for part in mail.parts() {
        let kind = part.ctype.mimetype.to_ascii_lowercase();
        let Ok(body) = part.get_body_raw() else { continue };
        match kind.as_str() {
            "message/delivery-status" | "message/global-delivery-status" => told.extend(recipients(&String::from_utf8_lossy(&body))),
            "message/rfc822" | "text/rfc822-headers" | "message/global" | "message/global-headers" => {
                let returned = read_envelope(&body);
                delivery.letters.extend(returned.id);
                delivery.to.extend(returned.to);
            }
            // Programs that know no report put the letter below their words.
            _ if kind.starts_with("text/") => delivery.letters.extend(String::from_utf8_lossy(&body).lines().find_map(id_of_line)),
            _ => {}
        }
    }
    delivery.letters.extend(head.answers);
    let subject = head.subject.unwrap_or_default().to_lowercase();
    delivery.goes_on = match told.as_slice() {
        [] => LATER.iter().any(|word| subject.contains(word)),
        told => told.iter().all(|(_, failed)| !failed),
    };
    delivery.failed = told.into_iter().filter(|(_, failed)| *failed).flat_map(|(addresses, _)| addresses).collect();
    if delivery.failed.is_empty() && !delivery.goes_on {
        let named = mail.headers.get_all_values("X-Failed-Recipients").join(",");
        delivery.failed.extend(named.split([',', ' ']).map(str::trim).filter(|word| word.contains('@')).map(str::to_lowercase));
    }
    delivery
}

/// `Message-ID: <1@e>`.
fn id_of_line(line: &str) -> Option<String> {
    let (name, value) = line.split_once(':')?;
    let id = value.trim();
    (name.trim().eq_ignore_ascii_case("message-id") && id.starts_with('<') && id.ends_with('>')).then(|| id.to_owned())
}

/// Of each recipient the addresses, as written and as tried, and whether the letter did not reach them.
fn recipients(status: &str) -> Vec<(Vec<String>, bool)> {
    let mut found = Vec::new();
    let (mut addresses, mut action) = (Vec::new(), None);
    for line in status.lines().chain([""]) {
        if line.trim().is_empty() {
            if let Some(action) = action.take() {
                found.push((std::mem::take(&mut addresses), action));
            }
            addresses.clear();
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        match name.trim().to_ascii_lowercase().as_str() {
            "action" => action = Some(value.trim().to_ascii_lowercase().starts_with("failed")),
            "final-recipient" | "original-recipient" => {
                let address = value.rsplit(';').next().unwrap_or_default().trim().trim_matches(['<', '>']);
                addresses.extend(address.contains('@').then(|| address.to_lowercase()));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn report(status: &str) -> Delivery {
        let returned = "Message-ID: <1@e>\nFrom: me@e.org\nTo: Ya <ya@e.org>, Bo <bo@e.org>\nSubject: x\n\nhi";
        let mail = format!(
            "From: MAILER-DAEMON@mx\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n{status}\n\n--b\nContent-Type: message/rfc822\n\n{returned}\n--b--\n"
        );
        read_delivery(mail.as_bytes())
    }

    #[test]
    fn reads_whom_a_letter_did_not_reach() {
        let one = report(
            "Final-Recipient: rfc822; Bo@e.org\nOriginal-Recipient: rfc822;b.o@e.org\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; ya@e.org\nAction: delivered",
        );
        assert_eq!(one.failed, ["bo@e.org", "b.o@e.org"]);
        assert_eq!((one.letters.as_slice(), one.goes_on), (&["<1@e>".to_owned()][..], false));
        assert_eq!(one.to.iter().map(|to| to.address.as_str()).collect::<Vec<_>>(), ["ya@e.org", "bo@e.org"]);
        let later = report("Final-Recipient: rfc822; bo@e.org\nAction: delayed\nStatus: 4.4.1");
        assert!(later.goes_on && later.failed.is_empty());
    }

    #[test]
    fn reads_what_old_programs_write() {
        let old = read_delivery(
            b"From: MAILER-DAEMON@mx\nSubject: failure notice\nX-Failed-Recipients: Bo@e.org\n\nSorry.\n\nMessage-ID: <1@e>\n",
        );
        assert_eq!((old.letters, old.failed, old.goes_on), (vec!["<1@e>".to_owned()], vec!["bo@e.org".to_owned()], false));
        assert!(read_delivery(b"From: MAILER-DAEMON@mx\nSubject: Warning: message delayed 24 hours\n\nx").goes_on);
        assert!(!read_delivery(b"From: MAILER-DAEMON@mx\nSubject: Undelivered\nIn-Reply-To: <1@e>\n\nx").goes_on);
    }

    proptest! {
        #[test]
        fn any_report_is_read(status in "[a-zA-Z:;@<>\n -]{0,160}") {
            report(&status);
            read_delivery(status.as_bytes());
        }
    }
}
