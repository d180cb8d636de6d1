//! `channel-limit`: the channel takes so many characters.

use super::letter::{Finding, Letter};
use super::limits;
use crate::diagnostic::Severity;
use crate::labels::text;
use crate::message::plain_text;
use crate::text::normal::{nfc, signs};

/// A free LinkedIn account sends notes of at most so many characters; a paid one of 300.
const FREE_NOTE: f64 = 200.0;
/// An InMail's subject takes so many.
const INMAIL_SUBJECT: usize = 200;

/// Fires where the text to be sent, in Unicode scalar values after NFC (by X's weights there), is over the
/// channel's limit; a warning where only paid accounts can send it.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    let Some(channel) = letter.channel else { return };
    if let Some(subject) = letter.subject.filter(|subject| channel == "inmail" && nfc(subject).chars().count() > INMAIL_SUBJECT) {
        let message = text!("channel-limit.message", channel = channel, count = nfc(subject).chars().count(), limit = INMAIL_SUBJECT);
        found.push(Finding::at_key("subject", message, text!("channel-limit.help")));
    }
    let table = limits::of_channel(&limits::CHANNEL, channel, letter.settings, letter.chinese);
    let own = letter.settings.channels.get(channel).copied().flatten().map(f64::from);
    let Some(limit) = own.or(table) else { return };
    let sent = plain_text(letter.source);
    let count = if channel == "x" { weight_on_x(&sent) } else { nfc(&sent).chars().count() };
    let place = letter.beginning();
    if count as f64 > limit {
        let message = text!("channel-limit.message", channel = channel, count = count, limit = limit);
        found.push(Finding::at(place, message, text!("channel-limit.help")));
    } else if channel == "linkedin-note" && count as f64 > FREE_NOTE {
        let finding = Finding::at(place, text!("channel-limit.free", count = count, limit = FREE_NOTE), text!("channel-limit.help"));
        found.push(Finding { severity: Some(Severity::Warning), ..finding });
    }
}

/// X's count (docs.x.com, counting characters): most scripts weigh 1, Han and emoji 2, an address 23.
fn weight_on_x(text: &str) -> usize {
    const ADDRESS: usize = 23;
    let mut weight = 0;
    for word in nfc(text).split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if bare.starts_with("https://") || bare.starts_with("http://") {
            weight += ADDRESS + word[bare.len()..].chars().count();
        } else {
            weight += signs(word).map(weight_of_sign).sum::<usize>();
        }
    }
    weight
}

/// An emoji weighs 2, however many characters it is joined of; any other sign what its characters do.
fn weight_of_sign(sign: &str) -> usize {
    let is_emoji = |c: char| matches!(c, '\u{1f000}'..|'\u{fe0f}'| '\u{20e3}');
    if sign.chars().nth(1).is_some() && sign.chars().any(is_emoji) {
        return 2;
    }
    sign.chars().map(|c| if is_light(c) { 1 } else { 2 }).sum()
}

fn is_light(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{10ff}' | '\u{2000}'..='\u{200d}' | '\u{2010}'..='\u{201f}' | '\u{2032}'..='\u{2037}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighs_as_x_does() {
        for (text, weight) in [
            ("abc", 3),
            ("求援", 4),
            ("a 求", 4),
            ("see https://example.org/a/very/long/path ok", 4 + 23 + 3),
            ("“x”", 3),
            ("😀", 2),
            ("क्षि", 4),
        ] {
            assert_eq!(weight_on_x(text), weight, "{text}");
        }
        assert_eq!(weight_on_x(&"求".repeat(140)), 280);
        for joined in ["👩‍👩‍👧‍👦", "❤️‍🔥", "👍🏽", "🇹🇼", "1️⃣"] {
            assert_eq!(weight_on_x(&format!("{} ok?", joined.repeat(3))), 3 * 2 + 4, "{joined}");
        }
    }
}
