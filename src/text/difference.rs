//! Words of a text, how alike two texts are, and which lines differ. The one address of similar.

use similar::{Algorithm, DiffOp, TextDiff, capture_diff_slices};

use super::script::is_of_word;

/// The words of a text: Latin by words, Han by characters; marks by themselves, blanks left out.
pub(crate) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::with_capacity(text.len() / 3);
    each_word(text, |word| words.push(word));
    words
}

fn each_word<'a>(text: &'a str, mut found: impl FnMut(&'a str)) {
    let mut start: Option<usize> = None;
    for (at, c) in text.char_indices() {
        if is_of_word(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            found(&text[from..at]);
        }
        if !c.is_whitespace() {
            found(&text[at..at + c.len_utf8()]);
        }
    }
    if let Some(from) = start {
        found(&text[from..]);
    }
}

/// 2·equal / (a + b) of the word difference: 1 for equal texts, 0 for texts without a common word.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (words(a), words(b));
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let equal: usize = capture_diff_slices(Algorithm::Myers, &a, &b)
        .iter()
        .map(|op| match op {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    2.0 * equal as f64 / (a.len() + b.len()) as f64
}

/// The lines that differ, as `git diff` and `patch` read them; empty for equal texts.
pub(crate) fn unified(path: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    TextDiff::from_lines(old, new).unified_diff().context_radius(2).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

const BUCKETS: usize = 64;

/// How many words of a text fall in each of 64 buckets: tells quickly that two texts are not alike.
pub(crate) struct Bag {
    counts: [u16; BUCKETS],
    words: usize,
}

impl Bag {
    /// Counts the words of a text.
    pub(crate) fn of(text: &str) -> Bag {
        let mut bag = Bag { counts: [0; BUCKETS], words: 0 };
        each_word(text, |word| {
            // FNV-1a: nobody can choose words to any end here.
            let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
            let bucket = &mut bag.counts[(hash ^ hash >> 16) as usize % BUCKETS];
            *bucket = bucket.saturating_add(1);
            bag.words += 1;
        });
        bag
    }

    /// Whether there was no word.
    pub(crate) fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// An upper bound of [`likeness`].
    pub(crate) fn likeness_at_most(&self, other: &Bag) -> f64 {
        let total = (self.words + other.words) as f64;
        let shorter = self.words.min(other.words) as f64;
        if 2.0 * shorter / total < 0.9 {
            return 2.0 * shorter / total;
        }
        let common: usize = self.counts.iter().zip(&other.counts).map(|(a, b)| usize::from(*a.min(b))).sum();
        2.0 * common as f64 / total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_by_characters_and_latin_by_words() {
        assert_eq!(words("我學 GA4，用dbt"), ["我", "學", "GA4", "，", "用", "dbt"]);
        assert!((likeness("我學 GA4 三週", "我學 GA4 四週") - 0.8).abs() < 1e-9);
        assert!(likeness("", "a").abs() < 1e-9);
        assert!(Bag::of("我學 GA4 三週").likeness_at_most(&Bag::of("完全不同的一句話")) < 0.95);
    }
}
