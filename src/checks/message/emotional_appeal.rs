//! `emotional-appeal`: one question instead of the feeling.

use super::hints::Hint;
use super::letter::{Finding, Letter};
use super::phrase::Phrase;
use crate::labels::text;
use crate::text::pattern::pattern;

/// Words of distress (message-patterns.json, `EMO`); a crash of software is none.
pub(super) static EMOTION: Phrase = Phrase {
    hint: Some(Hint::Emotion),
    find: pattern!(
        r"(?:我|快|真的|已經|再也)[^，。！？主機器]{0,4}撐不下去(?:了|[，。！、]|$)|撐不下去了",
        r"我(?:真的|已經|現在)?走投無路|走投無路了|已經走投無路|拜[託托]拜[託托]|求求[您你妳]",
        r"[您你妳]就?是我(?:的)?(?:最後|唯一)的?希望(?:了|[，。！]|$)|只有[您你妳](?:能|可以)(?:幫|救)我|(?:^|[，。！？])(?:真的|已經|都)?快(?:要)?崩潰了?(?:[，。！]|$)",
        r"救命(?:[啊呀！!，。？~～]|$)|救救我|跪求|我[^，。！？]{0,6}(?:好|很)絕望|^(?:真的)?(?:好|很)絕望",
        r"絕望了|完全沒有方向(?:[，。！了]|$)|我(?:真的|已經|都)?快(?:要)?崩潰(?:了|[，。！、]|$)",
        r"我(?:的|真的|現在|最近|已經|都)?[^，。！？者孩人親友]{0,4}情緒崩潰|情緒崩潰了",
        r"\bi'?m (?:so |really |getting |just |absolutely )?desperate\b",
        r"\bi am (?:so |really |getting |just |absolutely )?desperate\b",
        r"\bi (?:really )?desperately (?:need|want|hope)",
        r"\bdesperate (?:for (?:help|advice|an answer|a reply|a job|any)|plea)",
        r"\bplease help[^.!?]{0,20}desperate|\bbegging you\b|\bi'?m begging (?:you|for)\b",
        r"please,? please(?:,? (?:help|reply|answer|respond|i|just|can|could|give|let|tell|please)\b|[.!]|$)",
        r"\b(?:i'm|i am) (?:really |just |completely |totally )?at (?:my )?wits' end",
        r"\b(?:you're|you are|is|be) my (?:very )?(?:last|only|only last) hope\b|\bi can(?:'t|not) take (?:it|this) any(?: )?more(?:[.,!?]|$)|\bmy last hope[.,!]",
        r"\b(?:i'm|i am|my life is|my life's|everything is|everything's) (?:just |really )?falling apart",
    ),
    innocent: Some(pattern!(
        r"[機器車碟池鞋板燈管箱統式庫牆][^，。！？我]{0,4}撐不下去了?|[笑爽萌][^，。！？]{0,4}崩潰",
        r"(?:一度|曾經?|那陣子|當時|那時|那段(?:時間|日子)|以前|當年|那年|去年|前年|小時候)[^，。！？]{0,10}(?:撐不下去了?|走投無路|崩潰|絕望)",
        r"撐不下去了?，[^。！？]{0,24}(?:救了|走過來|撐過來|撐過了|很關鍵|度過)",
        r"時(?:候)?我?(?:也|還)?完全沒有方向|(?:學生|客人|客戶|同事|孩子|朋友|大家)[^，。！？]{0,6}(?:救命|拜[託托]拜[託托]|求求[您你妳])",
        r"(?:沒|還沒|不至於|不是)[^，。！？]{0,6}(?:撐不下去|走投無路|跪求|絕望)",
        r"\bnot (?:yet )?at my wits' end",
    )),
    unless: None,
};

/// Fires at each such phrase of the writer's own.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if let Some(place) = EMOTION.first(letter, |_| true) {
        found.push(Finding::at(place, text!("emotional-appeal.message"), text!("emotional-appeal.help")));
    }
}
