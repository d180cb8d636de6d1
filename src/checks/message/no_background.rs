//! `no-background`: the reader learns who asks, and what from.

use super::emotional_appeal::EMOTION;
use super::letter::{Finding, Letter};
use super::limits;
use crate::labels::text;
use crate::text::pattern::{Pattern, pattern};
use crate::text::script::{HAN_PER_WORD, length};

static FIRST_PERSON: Pattern = pattern!(r"我|本人|筆者|自己|敝|\b(?:i|i'm|i've|i'd|i'll|my|me|mine|we|we're|we've|our|us|myself)\b");
/// Chinese and notes leave out the first person: what only the writer can have done.
static DONE: Pattern = pattern!(
    r"在.{1,14}(?:做|當|任職|工作|上班|服務|擔任)|從事|任職|擔任|畢業|做了|當了|自學|學了|讀了|讀完|試了|試過|看了|跑了|寫了|改了|完成|花了|參考|照著|整理|卡在|卡住|遇到|碰到|目前|最近|過去|這(?:週|周|個月|半年|幾)|上(?:週|周|個月)|\b(?:currently|after|since|so far|(?:some|a few|\d+) (?:years?|months?|weeks?)|years|months|weeks|using|running|trying|stuck|working|learning)\b"
);
/// A sentence that only admires or apologises tells nothing of the problem.
static ONLY_POLITE: Pattern = pattern!(
    r"不好意思|抱歉|打擾|冒昧|對不起|崇拜|仰慕|偶像|喜歡[您你妳]的|佩服|欣賞|\b(?:sorry|apologi[sz]e|apologies|huge fan|admire|bother|i (?:really |truly |so )?(?:enjoyed|loved|liked|love|admired|appreciated?))\b"
);
/// Where the clause that asks begins.
static ASK_BEGINS: Pattern = pattern!(
    r"想請教|請問|能否|可否|可不可以|是否方便|想請|請[您你妳]|想知道|想聽聽|\b(?:could|would|can|may|might) (?:you|i)\b|\bi(?:'d| would) (?:like|love)\b|\bplease\b|\bwhich\b|\bwhat\b|\bhow\b|\bwhere\b|\bdo you\b|\bdid you\b"
);

/// Fires where no sentence, nor the clauses before a question, tells the writer's side in enough words. A
/// letter that follows another may count on it.
pub(super) fn run(letter: &Letter<'_>, found: &mut Vec<Finding>) {
    if !letter.kind.is_letter() || !letter.is_first || letter.message.asks().next().is_none() {
        return;
    }
    let limit = letter.limit(&limits::BACKGROUND);
    let tells = |words: &str| {
        let length = length(words);
        let enough = if letter.chinese { length.han as f64 + length.words as f64 * HAN_PER_WORD >= limit } else { length.units() >= limit };
        enough && (FIRST_PERSON.is_in(words) || DONE.is_in(words)) && !EMOTION.is_in(words)
    };
    let told = letter.message.sentences.iter().any(|sentence| {
        let words = letter.message.words(sentence);
        let before_ask = if sentence.asks { ASK_BEGINS.find(words).map_or("", |ask| &words[..ask.start]) } else { words };
        // A lone apology or compliment is no background; with a digit or work beside it, it is.
        tells(before_ask) && (!ONLY_POLITE.is_in(before_ask) || DONE.is_in(before_ask))
    });
    if !told {
        found.push(Finding::at(letter.last_ask(), text!("no-background.message"), text!("no-background.help")));
    }
}
