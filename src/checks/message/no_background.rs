//! `no-background`: the reader learns who asks, and what from.

use super::emotional_appeal::EMOTION;
use super::letter::{Finding, Letter};
use super::limits;
use crate::labels::text;
use crate::message::Sentence;
use crate::text::pattern::{Pattern, pattern};
use crate::text::script::{HAN_PER_WORD, length};

static FIRST_PERSON: Pattern = pattern!(r"我|本人|筆者|自己|敝|\b(?:i|i'm|i've|i'd|i'll|my|me|mine|we|we're|we've|our|us|myself)\b");
/// Chinese and notes leave out the first person: what only the writer can have done.
static DONE: Pattern = pattern!(
    r"在.{1,14}(?:做|當|任職|工作|上班|服務|擔任)|從事|任職|擔任|畢業|做了|當了|自學|學了|讀了|讀完",
    r"試了|試過|看了|跑了|寫了|改了|完成|花了|參考|照著|整理|卡在|卡住|遇到|碰到|目前|最近|過去|身為|退休|接手|現在[學在做]|剛[接開到學]",
    r"背景|環境|版本|預算|用途|現況|狀況|症狀|設備|器材|條件|做法[：:]",
    r"這(?:週|周|個月|半年|幾)|上(?:週|周|個月)",
    concat!(
        r"\b(?:currently|after|since|so far|(?:some|a few|\d+) (?:years?|months?|weeks?)|years|months|weeks|until|",
        r"ago|using|running|trying|stuck|working|learning|setup|context|environment|version|budget|symptoms?|tried)\b",
    ),
);
/// What one is or does is a background, however short: a trade, a school, a post.
static TRADE: Pattern = pattern!(
    r"(?:我|小弟|小妹|本人|筆者)(?:目前|現在|也|只)?是[^，。！？您你妳]{0,12}(?:師|員|生|工|長|警|農|手|爸爸|媽媽|家長|人員|主管|助理|秘書|老闆|店主|業務|作者|記者|編輯|企劃|會計|行政|客服|公務員|軍人)(?:[，。！？、；\s]|$)",
    r"我(?:目前|現在|平常)?在[^，。！？您你妳]{1,12}(?:做|當|教|念|讀|工作|上班|任職|服務|實習|帶)|我(?:目前|現在)?(?:教|開|經營|管|種|養|念|帶)[^，。！？您你妳]{2,}|我(?:今年)?[大碩博高][一二三四五六]",
    r"\bi(?:'m| am|'ve been| have been| was) (?:currently |now |still |also |just )?an? (?:[a-z-]+ ){0,3}?[a-z]*(?:er|or|ist|ian|ant|ent|ee|man|woman|nurse|chef|cook|clerk|pilot|judge|guard|coach|scribe|mum|mom|dad|mother|father|parent|dev|phd|postdoc|intern)\b",
    r"\bi (?:currently |now |also |still |mostly )?(?:work (?:as|at|in|for|on|with|nights)|teach|run|study|test|maintain|build|drive|lead|manage|sell|own|farm|bake|design|translate|edit|train|tutor|coach|nurse)\b",
);
/// A compliment in the form of a trade.
static ADMIRER: Pattern = pattern!(
    r"讀者|粉絲|崇拜者",
    r"\b(?:reader|follower|admirer|subscriber|listener|viewer|lover|stranger|newcomer|outsider|beginner|bit)\b"
);
/// A sentence that only admires or apologises tells nothing of the problem.
static ONLY_POLITE: Pattern = pattern!(
    r"不好意思|抱歉|打擾|冒昧|對不起|崇拜|仰慕|偶像|喜歡[您你妳]的|佩服|欣賞",
    concat!(
        r"\b(?:sorry|apologi[sz]e|apologies|huge fan|admire|bother|i (?:really |truly |so )?(?:enjoyed|loved|",
        r"liked|love|admired|appreciated?))\b",
    ),
);
/// Where the clause that asks begins.
static ASK_BEGINS: Pattern = pattern!(
    r"想請教|請問|能否|可否|可不可以|是否方便|想請|請[您你妳]|想知道|想聽聽",
    r"\b(?:could|would|can|may|might) (?:you|i)\b|\bi(?:'d| would) (?:like|love)\b|\bplease\b",
    r"\bwhich\b|\bwhat\b|\bhow\b|\bwhere\b|\bdo you\b|\bdid you\b",
);

/// Whether a part of the sentence of this number tells the writer's side. A lone apology or compliment does not; with
/// work beside it, it does.
fn tells(letter: &Letter<'_>, number: usize, words: &str) -> bool {
    let own = FIRST_PERSON.is_in(words) || DONE.is_in(words);
    own && !EMOTION.is_in_part(letter, number, words) && (!ONLY_POLITE.is_in(words) || DONE.is_in(words))
}

/// The clauses before the one that asks: it begins with a word that asks, or else it is the last one.
fn before_ask(words: &str) -> &str {
    let begin = ASK_BEGINS.find(words).map_or_else(|| words.rfind(['，', ',', ';', '；', '：']), |ask| Some(ask.start));
    &words[..begin.unwrap_or(0)]
}

/// Fires where the sentences, and the clauses before a question, that tell the writer's side have too few
/// words together. A letter that follows another may count on it.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if !letter.kind.is_letter() || !letter.is_first || letter.message.asks().next().is_none() || letter.message.prose.contains("{{") {
        return;
    }
    let limit = letter.limit(&limits::BACKGROUND);
    let own_part = |sentence: &Sentence| {
        let words = letter.message.words(sentence);
        if sentence.asks { before_ask(words) } else { words }
    };
    let parts = || letter.message.sentences.iter().map(own_part).enumerate();
    let mut told = 0.0;
    for (number, part) in parts() {
        if told >= limit {
            return;
        }
        if tells(letter, number, part) {
            let length = length(part);
            told += if letter.chinese { length.han as f64 + length.words as f64 * HAN_PER_WORD } else { length.units() };
        }
    }
    let is_trade = |number, part: &str| TRADE.is_in(part) && !ADMIRER.is_in(part) && !EMOTION.is_in_part(letter, number, part);
    if told < limit && !parts().any(|(number, part)| is_trade(number, part)) {
        found.push(Finding::at(letter.last_ask(), text!("no-background.message"), text!("no-background.help")));
    }
}
