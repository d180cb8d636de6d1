//! The subject of a mail beneath what programs put before it, when it is answered.

use crate::text::normal::fold_text;

/// What programs put before the subject of a mail that they answer, folded.
const ANSWERS: [&str; 12] = ["re", "aw", "sv", "antw", "odp", "回覆", "回复", "回信", "答覆", "答复", "返信", "답장"];

/// What programs put before the subject of a mail that is passed on, folded.
const PASSED_ON: [&str; 9] = ["fwd", "fw", "wg", "tr", "轉寄", "轉發", "轉傳", "转发", "转寄"];

/// Whether a subject says that a mail was passed on.
pub(crate) fn is_passed_on(subject: &str) -> bool {
    let folded = fold_text(subject);
    folded.split_once(':').is_some_and(|(mark, _)| PASSED_ON.contains(&mark.trim()))
}

/// The subject that a mail answers, folded; `None` where its own tells of no answer: a new subject, or one passed on.
pub(crate) fn answered_subject(subject: &str) -> Option<String> {
    let folded = fold_text(subject);
    let mut rest = folded.trim();
    while let Some(below) = below(rest) {
        rest = below;
    }
    (rest.len() < folded.trim().len() && !rest.is_empty()).then(|| rest.to_owned())
}

/// A subject as [`answered_subject`] gives one, of a mail that begins something.
pub(crate) fn own_subject(subject: &str) -> String {
    answered_subject(subject).unwrap_or_else(|| fold_text(subject).trim().to_owned())
}

/// What stands below one `re:`; some programs count, `re[2]:`.
fn below(subject: &str) -> Option<&str> {
    let (mark, rest) = subject.split_once(':')?;
    let mark = mark.trim();
    let mark = mark.strip_suffix(']').and_then(|mark| mark.split_once('[')).map_or(mark, |(mark, _)| mark);
    ANSWERS.contains(&mark).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_subject_below_the_marks() {
        for (subject, answered) in [
            ("Re: 請教", Some("請教")),
            ("RE: Re[2]: A question", Some("a question")),
            ("回覆：請教: GA4", Some("請教: ga4")),
            ("請教: GA4", None),
            ("Fwd: 請教", None),
            ("Re:", None),
            ("", None),
        ] {
            assert_eq!(answered_subject(subject).as_deref(), answered, "{subject}");
        }
        assert!(is_passed_on("Fwd: 請教") && is_passed_on("轉寄：請教") && !is_passed_on("Re: Fwd: 請教") && !is_passed_on("請教"));
        assert_eq!(own_subject(" A Question "), own_subject("Re: A question"));
    }
}
