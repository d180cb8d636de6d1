//! What of a message others wrote: quoted lines, and whole mails that a program sent along.

use std::ops::Range;

use crate::text::pattern::{Pattern, pattern};

/// The parts of a text that are quoted.
pub(super) struct Quoted {
    /// Lines with a `>`, and all from another message's head on.
    pub(super) lines: Vec<Range<usize>>,
    /// Where the signature begins.
    pub(super) signature: Option<usize>,
    /// Where the first line stands that a mail program puts above what others wrote.
    head: Option<usize>,
}

/// What of a message is another's mail, in order: from the line above it to its end. Lines with a `>` of the writer's own, with no such
/// line above, are a citation and none.
pub(crate) fn mail_of_others(message: &str) -> Vec<Range<usize>> {
    let quoted = quoted(message);
    let mut found: Vec<Range<usize>> = Vec::new();
    for line in quoted.lines.into_iter().filter(|line| quoted.head.is_some_and(|head| line.start >= head)) {
        match found.last_mut() {
            Some(last) if line.start <= last.end || message[last.end..line.start].trim().is_empty() => last.end = last.end.max(line.end),
            _ => found.push(line),
        }
    }
    found
}

/// What of a text is quoted; all places are bytes.
pub(super) fn quoted(prose: &str) -> Quoted {
    let (mut found, mut signature, mut head) = (Vec::new(), None, None);
    let mut at = 0;
    let may_quote = ["wrote:", "道：", "道:", "rom:", "寄件", "發件"].iter().any(|mark| prose.contains(mark));
    for line in prose.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        if signature.is_none() && (bare == "-- " || bare == "--") {
            signature = Some(at);
        }
        if bare.trim_start().starts_with(['-', 'b', 'B', '開']) && OTHER_MESSAGE.is_in(bare) {
            head.get_or_insert(at);
            found.push(at..prose.len());
            break;
        }
        if let Some(above) = may_quote.then(|| QUOTED_FROM.find(&prose[at..])).flatten() {
            // Where the quote has marks of its own, the writer may go on below it.
            let below = prose[at + above.end..].trim_start();
            let end = if below.starts_with(['>', '＞']) { at + above.end } else { prose.len() };
            head.get_or_insert(at);
            found.push(at..end);
            if end == prose.len() {
                break;
            }
        }
        if bare.trim_start().starts_with(['>', '＞']) {
            found.push(at..at + bare.len());
        }
        at += line.len();
    }
    Quoted { lines: found, signature, head }
}

/// The line that mail programs put above a message that is sent along.
static OTHER_MESSAGE: Pattern = pattern!(
    r"(?i)^\s*-{2,}\s*(?:original message|forwarded message|原始(?:郵件|訊息)|轉寄的?(?:郵件|訊息)|已轉寄(?:郵件|訊息))\s*-{2,}\s*$",
    r"(?i)^\s*begin forwarded message:\s*$|^\s*開始轉寄(?:郵件|訊息)[:：]\s*$",
);
/// The line above a quoted answer: `On Wed, 8 Apr 2026 at 9:30, Ming <ming@example.org> wrote:` and
/// `林雅婷 <ya@example.org> 於 2026年4月8日 週三 上午9:30寫道：`, with a clock time or an address, or it may be the
/// writer's own sentence; wrapped once at most. Or the two lines `From:` and `Sent:`.
static QUOTED_FROM: Pattern = pattern!(
    r"^(?i:on) [^\n]*(?:\d:\d\d|@)[^\n]*\n?[^\n]{0,60}\b(?i:wrote):[^\S\n]*(?:\n|$)",
    r"^[^\n]*(?:\d:\d\d|@)[^\n]*\n?[^\n]{0,60}[寫写]道[:：][^\S\n]*(?:\n|$)",
    r"^[*]{0,2}(?i:from|寄件者|發件人)[:：][^\n]*\n[*]{0,2}(?i:sent|date|寄件日期|傳送時間|日期|發送時間)[:：][^\n]*(?:\n|$)",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mail_of_others_begins_at_the_line_above_it() {
        for (message, rest) in [
            ("thank you\n\nOn Wed, Mar 4, 2026 at 6:00 PM Priya Nair <p@acme.com> wrote:\n> Sure\n>\n> - use it.\n", "thank you"),
            ("On 4 Mar 2026 at 9:00, Priya wrote:\n> Sure?\n\nYes.\n\n> When?\n\nMonday.", "Yes.|Monday."),
            ("what of this?\n\n---------- Forwarded message ---------\nFrom: Priya\n\nSure.\n", "what of this?"),
            ("謝謝\n\n林雅婷 <ya@example.org> 於 2026年4月8日 週三 上午9:30寫道：\n\n> 可以", "謝謝"),
            ("a\n\nFrom: Priya\nSent: Monday\n\nSure.", "a"),
            ("You wrote:\n\n> one wide table\n\nWhy?", "You wrote:\n\n> one wide table\n\nWhy?"),
            ("", ""),
        ] {
            let (mut own, mut at) = (Vec::new(), 0);
            for range in mail_of_others(message) {
                own.push(message[at..range.start].trim());
                at = range.end;
            }
            own.push(message[at..].trim());
            own.retain(|part| !part.is_empty());
            assert_eq!(own.join("|"), rest, "{message}");
        }
    }
}
