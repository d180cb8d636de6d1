//! The lines that mail programs put above what another person wrote.

use crate::text::pattern::{Pattern, pattern};

/// Whether the next line that is not blank carries a quote's mark.
pub(super) fn begins_quoted(text: &str) -> bool {
    text.trim_start().starts_with(['>', '＞'])
}

/// Whether a line says that a whole mail follows.
pub(super) fn is_line_above_a_mail(line: &str) -> bool {
    line.trim_start().starts_with(['-', 'b', 'B', '開', '开']) && ABOVE_A_MAIL.is_in(line)
}

/// How many bytes at the text's start, which is a line's, are the head of another's mail: the line that says who wrote when, or
/// the lines `From:`, `To:`, `Subject:`. `may_say_who_wrote` tells whether any line of the text [ends as such a line](ends_like_a_head).
pub(super) fn mail_head(text: &str, may_say_who_wrote: bool) -> Option<usize> {
    // A head is at most two lines long before its first colon.
    let mut lines = text.split('\n');
    let [is_named, is_near] = [(); 2].map(|()| lines.next().is_some_and(|line| line.contains(COLONS)));
    let end = |pattern: &Pattern| pattern.find(text).map(|found| found.end);
    let who_wrote = || {
        let quoted = |end: &usize| begins_quoted(&text[*end..]);
        let own = |end: &usize| text[..*end].contains('@') || !OWN_SENTENCE.is_in(&text[..*end]);
        end(&WROTE_THEN).or_else(|| end(&WROTE).filter(quoted).filter(own))
    };
    let wrote = (may_say_who_wrote && (is_named || is_near)).then(who_wrote).flatten();
    wrote.or_else(|| is_named.then(|| end(&FROM_AND_DATE).or_else(|| header(text))).flatten())
}

/// Whether a line ends as the line that says who wrote: with its colon.
pub(super) fn ends_like_a_head(line: &str) -> bool {
    line.trim_end().ends_with(COLONS)
}

/// What stands behind the name of a line's fact.
const COLONS: [char; 2] = [':', '：'];

/// Where a block of header lines ends: three sorts of them, the sender among them, and a subject or an address. `From:`, `To:` and
/// `Date:` alone may be a journey. Blank lines between them are the editor's.
fn header(text: &str) -> Option<usize> {
    let (mut at, mut end, mut sorts) = (0, 0, 0_u8);
    for line in text.split_inclusive('\n') {
        at += line.len();
        if let Some(sort) = HEADER_LINES.iter().position(|pattern| pattern.is_in(line)) {
            sorts |= 1 << sort;
            end = at;
        } else if !line.trim().is_empty() || end == 0 {
            break;
        }
    }
    let [has_sender, has_subject] = [0, 1].map(|sort| sorts & (1 << sort) != 0);
    (has_sender && sorts.count_ones() >= 3 && (has_subject || text[..end].contains('@'))).then_some(end)
}

/// The line above a mail that is sent along.
static ABOVE_A_MAIL: Pattern = pattern!(
    r"(?i)^\s*-{2,}\s*(?:original message|forwarded message|(?:原始|轉寄的?|已轉寄|轉發的?|转发的?)(?:郵件|邮件|訊息))\s*-{2,}\s*$",
    r"(?i)^\s*begin forwarded message:\s*$|^\s*(?:開始轉寄|开始转发)(?:郵件|邮件|訊息)[:：]\s*$",
);
/// The line above an answer: `On Wed, 8 Apr 2026 at 9:30, Ming <ming@example.org> wrote:` and
/// `林雅婷 <ya@example.org> 於 2026年4月8日 週三 上午9:30寫道：`, with a clock time or an address, or it may be the
/// writer's own sentence; wrapped once at most.
static WROTE_THEN: Pattern = pattern!(
    r"^(?i:on) [^\n]*(?:\d:\d\d|@)[^\n]*\n?[^\n]{0,60}\b(?i:wrote):[^\S\n]*(?:\n|$)",
    r"^[^\n]*(?:\d:\d\d|@)[^\n]*\n?[^\n]{0,60}[寫写]道[:：][^\S\n]*(?:\n|$)",
);
/// The same with less to know it by: it is one only above lines with a quote's mark.
static WROTE: Pattern = pattern!(
    r"^[^\n>＞]{0,80}@[^\n]{0,80}(?:\b|[^\S\n]|[>)]\n)(?i:wrote):[^\S\n]*(?:\n|$)",
    r"^[^\n>＞]{1,80}\b(?i:wrote)(?:[^\S\n]+(?i:on|at|this|last|yesterday|today|\d)\b[^\n:]{0,40})?:[^\S\n]*(?:\n|$)",
    r"^[^\n>＞，。！？；]{1,40}[寫写]道[:：][^\S\n]*(?:\n|$)",
    r"^(?i:le) [^\n]*\d[^\n]*\n?[^\n]{0,60}(?i:a écrit)[^\S\n]*:[^\S\n]*(?:\n|$)",
    r"^(?i:am) [^\n]*\d[^\n]*\n?[^\n]{0,60}(?i:schrieb)[^\n]{0,80}:[^\S\n]*(?:\n|$)",
    r"^(?i:el) [^\n]*\d[^\n]*\n?[^\n]{0,60}(?i:escribió):[^\S\n]*(?:\n|$)",
    r"^[^\n>＞]{1,80}\d[^\n]*[^\d\n]\d{1,2}:\d\d(?::\d\d)?(?:[^\S\n]*(?i:[ap]\.?m\.?))?[:：][^\S\n]*(?:\n|$)",
);
/// Words of a sentence of the writer's, where nobody's address stands: `You wrote:`, `Here is what pandas wrote:`.
static OWN_SENTENCE: Pattern =
    pattern!(r"(?i)\b(?:i|you|we|they|he|she|it|your|my|our|their|his|her|its|what|which|that|this|these|the)\b|[你您我書书文這这那《]");
/// `From:` with `Sent:` right below it.
static FROM_AND_DATE: Pattern = pattern!(
    r"^[*]{0,2}(?i:from|寄件[者人]|[發发]件[者人])[:：][^\n]*\n[*]{0,2}(?i:sent|date|寄件日期|寄件時間|傳送時間|傳送日期|日期|時間|时间|[發发]送[時时][間间])[:：][^\n]*(?:\n|$)",
);
/// The lines of a mail's header: whose, about what, to whom, to whom as well, when.
static HEADER_LINES: [Pattern; 5] = [
    pattern!(r"^\s*[*]{0,2}(?i:from|寄件[者人]|[發发]件[者人])[*]{0,2}\s*[:：]"),
    pattern!(r"^\s*[*]{0,2}(?i:subject|主旨|主[題题]|[標标][題题])[*]{0,2}\s*[:：]"),
    pattern!(r"^\s*[*]{0,2}(?i:to|收件[者人])[*]{0,2}\s*[:：]"),
    pattern!(r"^\s*[*]{0,2}(?i:cc|bcc|reply-to|副本|密件副本|抄送)[*]{0,2}\s*[:：]"),
    pattern!(
        r"^\s*[*]{0,2}(?i:sent|date|寄件日期|寄件時間|傳送時間|傳送日期|日期|[時时][間间]|[發发]送[時时][間间]|[發发]送日期)[*]{0,2}\s*[:：]"
    ),
];
