//! Plain words that tell which phrases may stand in which sentence: all are looked for at once, since looking for each
//! phrase in each sentence took as long as everything else.

use std::sync::LazyLock;

use crate::message::Message;
use crate::text::words::Words;

/// A phrase, or a group of phrases, that has such words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    ApologyInChinese,
    ApologyInEnglish,
    BigAsk,
    Blame,
    Burden,
    Crisis,
    Emotion,
    Hurry,
    Insult,
    Job,
    Open,
    Praise,
}

/// The words of each in order, one of which every form of the phrase holds, as prose has them.
#[rustfmt::skip]
const WORDS: [(Hint, &[&str]); 12] = [
    (Hint::ApologyInChinese, &["不好意思", "抱歉", "打擾", "冒昧", "對不起", "見諒", "原諒"]),
    (Hint::ApologyInEnglish, &["sorry", "apolog", "bother", "forgive me", "i know you"]),
    (Hint::BigAsk, &[
        "小時", "鐘頭", "分鐘", "導師", "mentor", "師父", "教練", "長期", "每週", "hour", "60", "90", "sixty", "ninety", "weekly", "每周",
    ]),
    (Hint::Blame, &[
        "已讀不回", "無視", "等了", "不想理我", "不回", "沒回", "沒有回", "寄", "二次", "三次", "四次", "五次", "2次", "3次", "4次", "5次", "是不是",
        "waiting", "disappointed", "not sure", "per my", "haven't", "have not", "never", "didn't", "ignor", "time i", "time that i",
        "did you even", "the least you", "because you", "as i said", "as i already said",
    ]),
    (Hint::Burden, &[
        "幫我", "改好寄回", "由您決定", "由你決定", "由妳決定", "都交給", "告訴我", "跟我", "工作都", "職缺都", "機會都", "find me", "get me",
        "rewrite my", "for me", "review", "fix every", "do my", "plan my", "tell me what", "any job", "whatever you",
    ]),
    (Hint::Crisis, &[
        "活", "死", "自殺", "輕生", "尋短", "生命", "了結", "了斷", "自殘", "自傷", "割腕", "跳", "燒炭", "上吊", "遺書", "一切", "醒", "消失",
        "一了百了", "人世", "世界", "藥", "沒有我", "最後一", "suicid", "self", "life", "alive", "live", "living", "die", "dead", "end", "harm",
        "overdose", "better off", "wake up", "over", "go on", "born", "gone", "exist", "anymore", "any more", "臥軌",
        "be here", "going on", "any longer", "anylonger", "disappear", "vanish",
    ]),
    (Hint::Emotion, &[
        "撐不下去", "走投無路", "拜託拜", "拜托拜", "求求", "救命", "救救我", "跪求", "絕望", "沒有方向", "崩潰", "最後的", "唯一", "只有", "desperate",
        "begging", "please please", "please, please", "wits", "last hope", "only hope", "anymore", "any more", "falling apart", "最後希望",
    ]),
    (Hint::Hurry, &[
        "急", "盡快", "盡速", "盡早", "儘快", "儘速", "儘早", "馬上", "立刻", "立即", "一定要", "請務必", "今天", "明天", "在線等", "越快", "need",
        "urgent", "asap", "right away", "as soon as", "by to", "by end", "by eod", "immediately",
    ]),
    (Hint::Insult, &["問題", "我很", "我太", "我真", "我實", "小弟不才", "question", "a nobody"]),
    (Hint::Job, &[
        "內推", "推薦我", "職缺", "開缺", "缺人", "缺額", "徵人", "履歷", "加入", "refer", "opening", "hiring", "open position", "open role",
        "forward my", "pass my", "pass on my", "send my", "send on my", "進入", "hand my",
    ]),
    (Hint::Open, &["哪", "怎", "如何", "什麼", "where", "how", "what", "從何"]),
    (Hint::Praise, &[
        "大神", "神人", "神作", "超", "膜拜", "崇拜", "偶像", "最", "第一", "無人能", "仰慕", "女神", "男神", "amazing", "incredible", "genius", "legend",
        "idol", "fan", "inspir", "phenomenal", "guru", "greatest", "brilliant", "extraordinary", "visionary", "world-class", "superstar", "rock",
        "talented", "beautiful", "best",
    ]),
];

static ALL: LazyLock<Words> = LazyLock::new(|| Words::of(&WORDS.map(|(_, words)| words)));

/// Which hints stand somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Found(u16);

impl Found {
    fn add(&mut self, group: usize) {
        self.0 |= 1 << group;
    }

    fn has(self, hint: Hint) -> bool {
        self.0 & 1 << hint as usize != 0
    }
}

/// Which hints stand in the sentences of a letter.
#[derive(Debug)]
pub(super) struct Hints {
    greeting: Found,
    sentences: Vec<Found>,
    anywhere: Found,
}

impl Hints {
    /// Looks through a message.
    pub(super) fn of(message: &Message) -> Hints {
        let mut hints =
            Hints { greeting: Found::default(), sentences: vec![Found::default(); message.sentences.len()], anywhere: Found::default() };
        ALL.each(&message.prose, |group, end| {
            hints.anywhere.add(group);
            let at = message.sentences.partition_point(|sentence| sentence.range.end < end);
            match hints.sentences.get_mut(at) {
                _ if end <= message.greeting.end => hints.greeting.add(group),
                Some(sentence) => sentence.add(group),
                None => {}
            }
        });
        hints
    }

    /// Whether the phrase may stand anywhere in the message.
    pub(super) fn anywhere(&self, hint: Hint) -> bool {
        self.anywhere.has(hint)
    }

    /// Whether the phrase may stand in the greeting.
    pub(super) fn in_greeting(&self, hint: Hint) -> bool {
        self.greeting.has(hint)
    }

    /// Whether the phrase may stand in the sentence of this number.
    pub(super) fn in_sentence(&self, number: usize, hint: Hint) -> bool {
        self.sentences.get(number).is_some_and(|found| found.has(hint))
    }
}

/// Whether the phrase may stand in a text by itself.
pub(super) fn may_be_in(text: &str, hint: Hint) -> bool {
    let mut found = Found::default();
    ALL.each(text, |group, _| found.add(group));
    found.has(hint)
}

#[cfg(test)]
mod tests {
    use proptest::strategy::{Strategy, ValueTree};
    use proptest::test_runner::TestRunner;

    use super::super::{
        burden_shift, crisis, emotional_appeal, flattery_overload, guilt_trip, job_ask_in_advice_request, no_effort_shown, over_apology,
        oversized_first_ask, phrase::Phrase, urgency_pressure,
    };
    use super::*;

    /// The expression without what stands for no character: borders of words, lines and texts.
    fn without_borders(source: &str) -> String {
        let mut kept = String::new();
        let mut in_class = false;
        let source = source.replace(r"(?-u:\b)", "");
        let mut chars = source.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => kept.extend([c].into_iter().chain(chars.next())),
                '^' | '$' if !in_class => {}
                _ => {
                    in_class = c == '[' || in_class && c != ']';
                    kept.push(c);
                }
            }
        }
        kept
    }

    #[test]
    fn every_form_of_a_phrase_holds_a_word_of_its_hint() {
        assert!(WORDS.iter().enumerate().all(|(number, (hint, _))| *hint as usize == number));
        let phrases: [&Phrase; 11] = [
            &burden_shift::BURDEN,
            &emotional_appeal::EMOTION,
            &flattery_overload::PRAISE,
            &guilt_trip::BLAME,
            &job_ask_in_advice_request::JOB,
            &no_effort_shown::OPEN,
            &over_apology::CHINESE,
            &over_apology::ENGLISH,
            &over_apology::SELF_INSULT,
            &oversized_first_ask::BIG,
            &urgency_pressure::URGENT,
        ];
        let phrases = phrases.iter().map(|phrase| (phrase.hint.expect("a hint"), &phrase.find));
        let mut runner = TestRunner::deterministic();
        let mut missed = std::collections::BTreeSet::new();
        for (hint, pattern) in phrases.chain([(Hint::Crisis, &crisis::CRISIS), (Hint::Crisis, &crisis::BARE)]) {
            let forms = proptest::string::string_regex(&without_borders(pattern.source())).expect("an expression");
            for _ in 0..4000 {
                let form = forms.new_tree(&mut runner).expect("a form").current();
                if pattern.is_in(&form) && !may_be_in(&form, hint) {
                    missed.insert(format!("{hint:?}: {form}"));
                }
            }
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }
}
