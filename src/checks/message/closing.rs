//! What letters close with that leaves the reader nothing to choose: an expectation, thanks, an offer, the writer's own facts.

use crate::text::pattern::{Pattern, pattern};

/// An answer is waited for.
static WAITS: Pattern = pattern!(
    r"(?:期待|期盼|靜候|靜待|等待|等候|等[您你妳]|盼望?|希望)[^。！？]{0,16}(?:回[覆復信音應]|答[覆案]|消息|佳音|指教|幫忙|幫助)",
    r"\blook(?:ing)? forward to\b[^.!?]{0,40}\b(?:reply|answer|response|hear|hearing|from you|email|call)\b|\bawait(?:ing)?\b",
    r"\b(?:hope|hoping) to hear\b|\bwait(?:ing)? for (?:you|your)\b|\bcount(?:ing)? on (?:you|your)\b",
);
/// An answer is pressed for.
static PRESSES: Pattern = pattern!(
    r"務必|一定要|盡[快速]|儘[快速]|馬上|立刻|立即|很急|急件|今天[之以]?內",
    r"\burgent|\basap\b|\bimmediately\b|\bright away\b|\bas soon as\b|\bby (?:tonight|today|tomorrow|eod)\b|\bthe least you\b",
);
/// Thanks, wishes, apologies, offers of more, things enclosed, a call for haste or length.
static COURTESY: Pattern = pattern!(
    r"謝謝|感謝|感恩|祝|順心|敬上|敬啟|此致|拜託|麻煩|打擾|抱歉|不好意思|附件|附上|履歷|作品集|需要(?:更多|補充)|任何問題",
    r"不清楚|再跟我說|詳細|[盡儘]量",
    r"\bthank|\bthanks\b|\bcheers\b|\bregards\b|\bsincerely\b|\bbest\b|\bwishes\b|\bsorry\b|\battached\b|\benclosed\b",
    r"\bmore (?:details?|information)\b|\bany questions\b|\bdetail\b|\bsoon\b|\bplease\b",
);
/// The writer tells of the writer, as it is or was.
static OWN: Pattern = pattern!(r"我|本人", r"\b(?:i|i'm|i've|my|mine|me|we|we're|we've|our)\b",);
/// Of what the writer will or would do then: that depends on the reader.
static OWN_THEN: Pattern = pattern!(
    r"我(?:們)?(?:就|會|可以|再|自己|另|也|都|便|能|去)",
    r"\b(?:i|we)(?:'ll|'d| will| won't| would| wouldn't| shall| can| could| should| might)\b",
);

/// Whether a sentence waits for an answer.
pub(super) fn waits(words: &str) -> bool {
    WAITS.is_in(words)
}

/// Whether a sentence presses for one.
pub(super) fn presses(words: &str) -> bool {
    PRESSES.is_in(words)
}

/// Whether a sentence leaves the reader nothing to choose.
pub(super) fn is_empty(words: &str) -> bool {
    waits(words) || COURTESY.is_in(words) || OWN.is_in(words) && !OWN_THEN.is_in(words)
}
