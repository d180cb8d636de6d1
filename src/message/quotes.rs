//! What of a message others wrote: quoted lines, and whole mails that a program sent along.

use std::ops::Range;

use super::mail_head::{begins_quoted, ends_like_a_head, is_line_above_a_mail, mail_head};

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
    // Most letters hold no such line, or the greeting alone.
    let last_head = prose.rsplit('\n').find(|line| ends_like_a_head(line)).map(|line| line.as_ptr().addr() - prose.as_ptr().addr());
    let mut at = 0;
    for line in prose.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        if signature.is_none() && (bare == "-- " || bare == "--") {
            signature = Some(at);
        }
        if is_line_above_a_mail(bare) {
            head.get_or_insert(at);
            found.push(at..prose.len());
            break;
        }
        if let Some(above) = mail_head(&prose[at..], last_head.is_some_and(|last| at <= last)) {
            // Where the quote has marks of its own, the writer may go on below it.
            let end = if begins_quoted(&prose[at + above..]) { at + above } else { prose.len() };
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
            ("Why?\n\nFrom: Zhao <z@x.org>\nTo: me\nSubject: numbers\nDate: 2026/3/1\n\nIt fell.", "Why?"),
            ("請問\n\n寄件者: 趙雲 <z@x.tw>\n收件者: 我\n主旨: 數字\n日期: 2026/3/1\n\n跌了", "請問"),
            ("請問\n\n寄件者: 趙雲\n收件者: 我\n主旨: 數字\n跌了", "請問"),
            ("请问\n\n发件人：赵云\n发送时间：2026年3月1日\n收件人：我\n主题：数字\n\n跌了", "请问"),
            ("請問\n\n發件人: 趙雲\n收件人: 我\n發送時間: 2026/3/1\n主題: 數字\n\n跌了", "請問"),
            ("a\n\n**Subject:** numbers  \n**Date:** 1 March  \n**From:** Zhao\n\nIt fell.", "a"),
            ("Zhao Yun <z@x.org> wrote:\n> It fell.\n\nWhy?", "Why?"),
            ("Zhao wrote on Monday:\n\n> It fell.\n\nWhy?", "Why?"),
            ("Zhao <z@x.org> wrote:\nship early. Why?", "Zhao <z@x.org> wrote:\nship early. Why?"),
            ("趙雲 寫道：\n> 跌了\n\n為什麼？", "為什麼？"),
            ("赵云 于 2026年3月1日 写道：\n\n> 跌了\n\n为什么？", "为什么？"),
            ("a\n\nLe 5 mars 2026 à 10:00, Jean Dupont a écrit :\n> Ça tombe\n\nb", "a|b"),
            ("Am 5. März 2026 um 10:00 schrieb Jan Weiß <j@x.de>:\n\n> Es fiel\n\nb", "b"),
            ("El jue, 5 mar 2026 a las 10:00, Ana (<a@x.es>)\nescribió:\n\n> Cayó\n\nb", "b"),
            ("Zhao Yun, 1 Mar 2026, 10:00:\n> It fell.\n\nWhy?", "Why?"),
            ("a\n\n> It fell.\n\nWhy?", "a\n\n> It fell.\n\nWhy?"),
            ("From: Taipei\nTo: Berlin\nDate: 3 May\n\nWhich train?", "From: Taipei\nTo: Berlin\nDate: 3 May\n\nWhich train?"),
            ("Here is what pandas wrote:\n> KeyError\n\nWhy?", "Here is what pandas wrote:\n> KeyError\n\nWhy?"),
            ("The log of 1 Mar 2026, 10:00:\n> KeyError", "The log of 1 Mar 2026, 10:00:\n> KeyError"),
            ("您在書裡寫道：\n> 先看一個事件", "您在書裡寫道：\n> 先看一個事件"),
            ("趙雲寫道：\n先看一個事件", "趙雲寫道：\n先看一個事件"),
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
