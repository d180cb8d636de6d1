//! Whether a person wrote a mail, by its headers: absence notes, receipts and returned mail are programs'.

use crate::text::normal::fold_text;

/// What programs write before the subject that they answer for somebody who is away: Outlook and Exchange in their languages, and
/// what others took over from them. Folded.
const ABSENT: [&str; 46] = [
    "automatic reply",
    "automatic response",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto response",
    "auto-response",
    "autoresponse",
    "out of office",
    "out-of-office",
    "out of the office",
    "ooo",
    "自動回覆",
    "自動回復",
    "自動回复",
    "自動回信",
    "自動回應",
    "自動答覆",
    "自动回复",
    "自动答复",
    "自动回信",
    "外出自動回覆",
    "休假自動回覆",
    "不在辦公室",
    "不在办公室",
    "自動応答",
    "自動返信",
    "不在通知",
    "자동 회신",
    "부재 중",
    "automatische antwort",
    "abwesenheitsnotiz",
    "abwesend",
    "réponse automatique",
    "absence du bureau",
    "respuesta automática",
    "fuera de la oficina",
    "resposta automática",
    "risposta automatica",
    "automatisch antwoord",
    "autosvar",
    "automatiskt svar",
    "automatisk svar",
    "odpowiedź automatyczna",
    "автоматический ответ",
    "trả lời tự động",
];

/// Whether a subject is that of an absence note: one of the words, then a mark, the subject answered, or nothing.
fn is_absence_note(subject: &str) -> bool {
    let subject = fold_text(subject);
    let subject = subject.trim().trim_start_matches(['[', '(', '【', '〔', '<']);
    let ends = |rest: &str| {
        let rest = rest.trim_start();
        rest.is_empty()
            || rest.starts_with([':', ']', ')', '】', '〕', '>', '-', '–', '—'])
            || ["re:", "autoreply", "auto-reply", "auto reply"].iter().any(|word| rest.starts_with(word))
    };
    ABSENT.iter().filter_map(|word| subject.strip_prefix(word)).any(ends) || subject.contains(" is out of the office")
}

/// What a mail program writes before the subject of a letter that was opened, or deleted unread. Folded.
const RECEIPTS: [&str; 7] = ["已讀:", "讀取:", "已读:", "读取:", "read:", "not read:", "未讀:"];

fn is_receipt(subject: &str) -> bool {
    let subject = fold_text(subject);
    RECEIPTS.iter().any(|word| subject.trim_start().starts_with(word))
}

/// Whether a program wrote a mail whose headers `value` gives.
pub(super) fn is_automatic(value: &impl Fn(&str) -> Option<String>) -> bool {
    let says = |name: &str, word: &str| value(name).is_some_and(|value| value.to_ascii_lowercase().contains(word));
    let has = |name: &str| value(name).is_some();
    says("Auto-Submitted", "auto-")
        || says("Precedence", "auto_reply")
        || ["X-Autoreply", "X-Autorespond", "X-Mail-Autoreply"].iter().any(|name| has(name))
        // A receipt that a mail was opened.
        || says("Content-Type", "disposition-notification")
        // What a program answers has nobody to return to.
        || value("Return-Path").is_some_and(|path| path.trim() == "<>")
        || value("Subject").is_some_and(|subject| is_absence_note(&subject) || is_receipt(&subject))
}

/// Whether a mail tells what became of another on its way.
pub(super) fn is_bounce(value: &impl Fn(&str) -> Option<String>, from: Option<&str>) -> bool {
    let is_daemon =
        from.is_some_and(|from| ["mailer-daemon@", "postmaster@", "microsoftexchange"].iter().any(|daemon| from.starts_with(daemon)));
    is_daemon
        || value("Content-Type").is_some_and(|content| content.to_ascii_lowercase().contains("delivery-status"))
        || value("X-Failed-Recipients").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absence_notes_are_told_by_their_subject() {
        for subject in [
            "Automatic reply: 請教一個盲點",
            "自動回覆: Re: x",
            "自動回覆：x",
            "【自動回覆】您的來信已收到",
            "自动答复: x",
            "Out of Office",
            "Out of Office Re: x",
            "Out of Office AutoReply: x",
            "Abwesenheitsnotiz: x",
            "Réponse automatique : x",
            "Ya Lin is out of the office (returning 20 April)",
            "OOO: back Monday",
        ] {
            assert!(is_absence_note(subject), "{subject}");
        }
        for subject in [
            "Re: Automatic reply: x",
            "自動回覆功能的問題",
            "Out of office hours chat?",
            "Automatic reply settings in Gmail",
            "Re: 請教自動回覆",
            "Ooops",
            "",
        ] {
            assert!(!is_absence_note(subject), "{subject}");
        }
    }

    #[test]
    fn headers_tell_who_wrote() {
        let of = |name: &'static str, value: &'static str| move |asked: &str| (asked == name).then(|| value.to_owned());
        for (name, value) in [
            ("Auto-Submitted", "auto-replied; vacation"),
            ("Precedence", "auto_reply"),
            ("X-Autoreply", "yes"),
            ("Return-Path", "<>"),
            ("Subject", "已讀： 請教一個盲點"),
            ("Subject", "Read: one question"),
            ("Content-Type", "multipart/report; report-type=disposition-notification"),
        ] {
            assert!(is_automatic(&of(name, value)), "{name}");
        }
        for (name, value) in
            [("Auto-Submitted", "no"), ("Precedence", "bulk"), ("Return-Path", "<ya@e.org>"), ("Subject", "Re: x"), ("Subject", "Readings")]
        {
            assert!(!is_automatic(&of(name, value)), "{name}");
        }
        assert!(is_bounce(&of("Content-Type", "multipart/report; report-type=delivery-status"), Some("x@e.org")));
        assert!(is_bounce(&of("", ""), Some("microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@b.c")));
        assert!(is_bounce(&of("", ""), Some("mailer-daemon@mx.e.org")) && !is_bounce(&of("Subject", "Undelivered"), Some("ya@e.org")));
    }
}
