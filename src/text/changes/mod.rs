//! How one text became another: words and characters that stay, go and come, sentences that moved.

mod islands;
mod pieces;

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use self::pieces::{sentences, tokens, weight};

/// What happened to a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// It stands in both.
    Equal,
    /// Only in the old one.
    Delete,
    /// Only in the new one.
    Insert,
}

/// A stretch of text and what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// What happened.
    pub(crate) op: Op,
    /// Whether it is whole sentences that stand elsewhere in the other text.
    pub(crate) is_moved: bool,
    /// The text.
    pub(crate) text: String,
}

/// Tokens of both sides together up to which words are compared; longer stretches are told as rewritten.
const TOKENS: usize = 12_000;
/// Sentences of both sides together up to which texts are compared at all.
const SENTENCES: usize = 20_000;
/// Cells from which a sentence that stands elsewhere counts as moved: shorter ones are phrases.
const MOVED: usize = 12;

/// The changes from `old` to `new`. Equal and insert joined are `new`, equal and delete `old`, byte for byte.
pub(crate) fn changes(old: &str, new: &str) -> Vec<Change> {
    let (a, b) = (sentences(old), sentences(new));
    let same_start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let same_end = a[same_start..].iter().rev().zip(b[same_start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (middle_a, middle_b) = (&a[same_start..a.len() - same_end], &b[same_start..b.len() - same_end]);
    let mut all = Changes::default();
    a[..same_start].iter().for_each(|text| all.push(Op::Equal, false, text));
    if middle_a.len() + middle_b.len() > SENTENCES {
        all.replace(middle_a, middle_b);
    } else {
        sentence_by_sentence(middle_a, middle_b, &mut all);
    }
    a[a.len() - same_end..].iter().for_each(|text| all.push(Op::Equal, false, text));
    all.list
}

/// Sentences that stayed are the frame, whatever blanks follow them; between two of them words are compared.
fn sentence_by_sentence(a: &[&str], b: &[&str], all: &mut Changes) {
    let (bare_a, bare_b): (Vec<&str>, Vec<&str>) = (a.iter().map(|a| a.trim()).collect(), b.iter().map(|b| b.trim()).collect());
    let ops = capture_diff_slices(Algorithm::Myers, &bare_a, &bare_b);
    let moved = moved(&bare_a, &bare_b, &ops);
    let (mut moved_away, mut moved_here) = (moved.clone(), moved);
    let (mut old, mut new): (Vec<Piece<'_>>, Vec<Piece<'_>>) = Default::default();
    for op in ops {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for (a, b) in a[old_index..old_index + len].iter().zip(&b[new_index..new_index + len]) {
                let ((before_a, words, after_a), (before_b, _, after_b)) = (parted(a), parted(b));
                old.extend(whole(before_a));
                new.extend(whole(before_b));
                word_by_word(&std::mem::take(&mut old), &std::mem::take(&mut new), all);
                all.push(Op::Equal, false, words);
                old.extend(whole(after_a));
                new.extend(whole(after_b));
            }
        } else {
            old.extend(pieces(&a[op.old_range()], &mut moved_away));
            new.extend(pieces(&b[op.new_range()], &mut moved_here));
        }
    }
    word_by_word(&old, &new, all);
}

/// The blanks before a sentence, its words, and the blanks after it.
fn parted(sentence: &str) -> (&str, &str, &str) {
    let words = sentence.trim();
    let (before, rest) = sentence.split_at(sentence.len() - sentence.trim_start().len());
    (before, words, &rest[words.len()..])
}

/// The sentences that went at one place and came at another: by their words, how many of each.
fn moved<'a>(a: &[&'a str], b: &[&'a str], ops: &[DiffOp]) -> HashMap<&'a str, usize> {
    let (mut went, mut came): (HashMap<&str, usize>, HashMap<&str, usize>) = Default::default();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        a[op.old_range()].iter().for_each(|text| *went.entry(text.trim()).or_default() += 1);
        b[op.new_range()].iter().for_each(|text| *came.entry(text.trim()).or_default() += 1);
    }
    let is_long = |text: &str| tokens(text).into_iter().map(weight).sum::<usize>() >= MOVED;
    went.into_iter().filter_map(|(text, count)| Some((text, count.min(*came.get(text)?)))).filter(|(text, _)| is_long(text)).collect()
}

/// A token, or a whole sentence that moved.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    is_moved: bool,
}

/// What can be compared: a moved sentence is like nothing of the other side.
impl PartialEq for Piece<'_> {
    fn eq(&self, other: &Self) -> bool {
        !self.is_moved && !other.is_moved && self.text == other.text
    }
}

fn pieces<'a>(sentences: &[&'a str], moved: &mut HashMap<&'a str, usize>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for sentence in sentences {
        match moved.get_mut(sentence.trim()) {
            Some(left) if *left > 0 => {
                *left -= 1;
                let (before, words, after) = parted(sentence);
                pieces.extend(whole(before));
                pieces.push(Piece { text: words, is_moved: true });
                pieces.extend(whole(after));
            }
            _ => pieces.extend(whole(sentence)),
        }
    }
    pieces
}

fn whole<'a>(text: &'a str) -> impl Iterator<Item = Piece<'a>> {
    tokens(text).into_iter().map(|text| Piece { text, is_moved: false })
}

/// Compares what stands between two sentences that stayed.
fn word_by_word(old: &[Piece<'_>], new: &[Piece<'_>], all: &mut Changes) {
    let stretches = if old.len() + new.len() > TOKENS {
        vec![Stretch { old: 0..old.len(), new: 0..new.len(), is_equal: false }]
    } else {
        let mut numbers = HashMap::new();
        let (a, b) = (numbered(old, &mut numbers), numbered(new, &mut numbers));
        let mut stretches = stretches(&capture_diff_slices(Algorithm::Myers, &a, &b));
        islands::slide(&mut stretches, old, new);
        islands::merge(stretches, old, new)
    };
    for stretch in stretches {
        if stretch.is_equal {
            old[stretch.old].iter().for_each(|piece| all.push(Op::Equal, false, piece.text));
        } else {
            old[stretch.old].iter().for_each(|piece| all.push(Op::Delete, piece.is_moved, piece.text));
            new[stretch.new].iter().for_each(|piece| all.push(Op::Insert, piece.is_moved, piece.text));
        }
    }
}

/// A number per distinct token; each moved sentence has one of its own.
fn numbered<'a>(pieces: &[Piece<'a>], numbers: &mut HashMap<(&'a str, usize), usize>) -> Vec<usize> {
    let mut number = |piece: &Piece<'a>| {
        let count = numbers.len();
        let own = if piece.is_moved { count + 1 } else { 0 };
        *numbers.entry((piece.text, own)).or_insert(count)
    };
    pieces.iter().map(&mut number).collect()
}

/// Pieces of both sides: the same ones, or those that went and those that came.
#[derive(Clone, Debug, PartialEq)]
struct Stretch {
    old: Range<usize>,
    new: Range<usize>,
    is_equal: bool,
}

/// Equal and changed stretches by turns.
fn stretches(ops: &[DiffOp]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in ops {
        let (old, new, is_equal) = (op.old_range(), op.new_range(), matches!(op, DiffOp::Equal { .. }));
        match stretches.last_mut() {
            Some(last) if last.is_equal == is_equal => (last.old.end, last.new.end) = (old.end, new.end),
            _ => stretches.push(Stretch { old, new, is_equal }),
        }
    }
    stretches
}

#[derive(Default)]
struct Changes {
    list: Vec<Change>,
}

impl Changes {
    fn push(&mut self, op: Op, is_moved: bool, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.list.last_mut() {
            Some(last) if last.op == op && last.is_moved == is_moved => last.text.push_str(text),
            _ => self.list.push(Change { op, is_moved, text: text.to_owned() }),
        }
    }

    fn replace(&mut self, old: &[&str], new: &[&str]) {
        old.iter().for_each(|text| self.push(Op::Delete, false, text));
        new.iter().for_each(|text| self.push(Op::Insert, false, text));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let show = |change: &Change| match (change.op, change.is_moved) {
            (Op::Equal, _) => change.text.clone(),
            (Op::Delete, false) => format!("[-{}-]", change.text),
            (Op::Insert, false) => format!("{{+{}+}}", change.text),
            (Op::Delete, true) => format!("[~{}~]", change.text),
            (Op::Insert, true) => format!("{{~{}~}}", change.text),
        };
        changes(old, new).iter().map(show).collect()
    }

    #[test]
    fn words_and_characters_that_changed_are_told() {
        for (old, new, expected) in [
            ("", "", ""),
            ("a", "a", "a"),
            ("", "新的。", "{+新的。+}"),
            ("讀了您談小預算的文章。", "讀了您寫小預算的短文。", "讀了您[-談-]{+寫+}小預算的[-文章-]{+短文+}。"),
            ("I don't use dbt yet.", "I use dbt daily.", "I [-don't -]use dbt [-yet-]{+daily+}."),
            // A comma and one character in common are no reason to shred a phrase.
            (
                "我在電商公司做客服，想知道怎麼開始。",
                "我在傳產工廠擔任業務助理，完成了八週的基礎課程。",
                "我在[-電商公司做客服，想知道怎麼開始-]{+傳產工廠擔任業務助理，完成了八週的基礎課程+}。",
            ),
            // The paragraph break stays where both have it.
            ("前一段舊的。\n\n後一段。", "全部重寫過。\n\n後一段。", "[-前一段舊的-]{+全部重寫過+}。\n\n後一段。"),
            // What came is cut where a sentence is.
            ("您好。謝謝您。", "您好。想請教一題。謝謝您。", "您好。{+想請教一題。+}謝謝您。"),
        ] {
            assert_eq!(shown(old, new), expected);
        }
    }

    #[test]
    fn a_sentence_that_moved_is_told_as_moved() {
        assert_eq!(
            shown("我試了三種排法都不對。讀了您寫小預算的文章。想請教一題。", "讀了您寫小預算的文章。想請教一題。我試了三種排法都不對。"),
            "[~我試了三種排法都不對。~]讀了您寫小預算的文章。想請教一題。{~我試了三種排法都不對。~}"
        );
        assert_eq!(shown("好。您好。", "您好。好。"), "{+您好。+}好。[-您好。-]", "a phrase is not worth the word");
    }

    #[test]
    fn long_texts_end() {
        let long: String = (0..30_000).map(|number| format!("第{number}句。")).collect();
        let other: String = (0..30_000).map(|number| format!("另{number}句。")).collect();
        assert_eq!(changes(&long, &other).len(), 2);
        let words: String = (0..20_000).map(|number| format!("w{number} ")).collect();
        assert!(changes(&words, &words.replace('w', "v")).len() >= 2);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn the_parts_join_back_to_both_texts(
            old in "(\\PC|[我你的，。！\n\r \u{200d}.a-c]){0,60}",
            edit in "([我你的，。！\n\r \u{301}.a-c]){0,12}",
            from in 0_usize..60,
            length in 0_usize..20,
        ) {
            let chars: Vec<char> = old.chars().collect();
            let (from, to) = (from.min(chars.len()), (from + length).min(chars.len()));
            let new: String = chars[..from].iter().copied().chain(edit.chars()).chain(chars[to..].iter().copied()).collect();
            for (old, new) in [(&old, &new), (&new, &old), (&old, &edit)] {
                let changes = changes(old, new);
                let without = |op: Op| changes.iter().filter(|change| change.op != op).map(|change| change.text.as_str()).collect::<String>();
                prop_assert_eq!(&without(Op::Insert), old);
                prop_assert_eq!(&without(Op::Delete), new);
                prop_assert!(changes.iter().all(|change| !change.text.is_empty()));
            }
        }
    }
}
