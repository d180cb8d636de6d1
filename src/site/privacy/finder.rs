//! Finds names in text: Latin words at word borders in any case or width, Han names anywhere, short ones only
//! where they stand alone.

use std::collections::BTreeMap;
use std::ops::Range;

use super::called::is_called;
use crate::text::fold::{Letter, fold, is_narrow, is_wide};
use crate::text::names::DOUBLE;
use crate::text::quick::{Quick, QuickMap};

/// From so many letters on, a Latin word is found in any case.
const WORD: usize = 3;
/// From so many letters on, a Han name is also found with blanks between its letters.
const LONG_NAME: usize = 3;

/// From so many letters on, a Han name is also found where marks part family and given name: 林*雅婷*.
const PARTED_NAME: usize = 3;
/// So many marks in a row.
const MARKS: usize = 3;

/// Where a word is the one that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// At word borders in any case, or alone where it is short.
    Whole,
    /// By a family name, and where plain words do not make it: 林經理, but not 森林經理.
    Called,
    /// With the capital of a name: the Smiths.
    Plural,
}

/// Words to look for, each meaning something.
pub(super) struct Finder<T> {
    words: Vec<Word<T>>,
    /// The words that begin with a narrow letter, by the hash of their first run of them: a text holds one only where it has
    /// the same run. The longest first, as below.
    by_run: QuickMap<u64, Vec<usize>>,
    /// The words that begin with another letter.
    by_start: QuickMap<char, Start>,
    /// Which letters of the first plane begin one of those.
    begins: Vec<bool>,
}

/// The words that begin with one letter, the longest first.
#[derive(Default)]
struct Start {
    all: Vec<usize>,
    /// Those that may stand where this letter comes next; a letter that none of them goes on with is not here.
    by_second: QuickMap<char, Vec<usize>>,
    /// Those of one letter, and those that go on with a blank, which a text may leave out.
    others: Vec<usize>,
}

impl Start {
    /// Those that may begin a text; a blank may stand within a long Han name, and a mark.
    fn of(&self, next: Option<char>) -> &[usize] {
        match next {
            Some(next) if next == ' ' || parts(next) => &self.all,
            Some(next) => self.by_second.get(&next).unwrap_or(&self.others),
            None => &self.others,
        }
    }
}

struct Word<T> {
    letters: Vec<Letter>,
    means: Vec<T>,
    fit: Fit,
    /// So many letters stand before the place in a Han name where marks may part it.
    family: Option<usize>,
    /// Only in the case as written, and alone.
    is_short: bool,
    is_wide: bool,
}

/// A word that was found.
pub(super) struct Hit<'a, T> {
    /// Its letters.
    pub(super) run: Range<usize>,
    /// What it means, the first meaning first.
    pub(super) means: &'a [T],
    /// Whether it begins with a capital letter as it was given, and has none here.
    pub(super) is_small: bool,
}

impl<T: PartialEq> Finder<T> {
    /// Of words and what each means. Words with nothing to look for are left out: single Latin letters, blanks.
    pub(super) fn of(words: impl Iterator<Item = (String, Fit, T)>) -> Finder<T> {
        let begins = vec![false; 0x1_0000];
        let mut finder = Finder { words: Vec::new(), by_run: QuickMap::default(), by_start: QuickMap::default(), begins };
        let mut known: BTreeMap<(String, bool), usize> = BTreeMap::new();
        for (text, fit, means) in words {
            let mut letters = fold(text.trim());
            letters.iter_mut().for_each(|letter| letter.small = plain_mark(letter.small));
            let narrow = letters.iter().filter(|letter| is_narrow(letter.small)).count();
            let wide = letters.iter().filter(|letter| is_wide(letter.small)).count();
            if letters.is_empty() || narrow == 1 && letters.len() == 1 {
                continue;
            }
            let is_short = wide == 0 && (1..WORD).contains(&narrow) || wide == 1 && letters.len() == 1;
            let key: String = letters.iter().map(|letter| if is_short { letter.written } else { letter.small }).collect();
            let at = *known.entry((key, is_short)).or_insert(finder.words.len());
            match finder.words.get_mut(at) {
                Some(word) => {
                    // What is somebody's name as it stands is one everywhere.
                    word.fit = if fit == Fit::Whole { fit } else { word.fit };
                    if !word.means.contains(&means) {
                        word.means.push(means);
                    }
                }
                None => {
                    let is_wide = wide == letters.len();
                    let is_double = DOUBLE.iter().any(|double| text.trim().starts_with(double));
                    let family = (is_wide && letters.len() >= PARTED_NAME && fit == Fit::Whole).then_some(usize::from(is_double) + 1);
                    finder.words.push(Word { is_wide, letters, means: vec![means], fit, family, is_short });
                }
            }
        }
        let mut longest: Vec<usize> = (0..finder.words.len()).collect();
        longest.sort_by_key(|at| std::cmp::Reverse(finder.words[*at].letters.len()));
        for at in longest {
            let letters = &finder.words[at].letters;
            match run_of(letters, 0) {
                (0, _) => finder.by_start.entry(letters[0].small).or_default().all.push(at),
                (_, hash) => finder.by_run.entry(hash).or_default().push(at),
            }
        }
        for (first, start) in &mut finder.by_start {
            if let Some(begins) = finder.begins.get_mut(*first as usize) {
                *begins = true;
            }
            let second = |at: &usize| finder.words[*at].letters.get(1).map(|letter| letter.small).filter(|second| *second != ' ');
            start.others = start.all.iter().copied().filter(|at| second(at).is_none()).collect();
            let seconds: Vec<char> = start.all.iter().filter_map(second).collect();
            for next in seconds {
                let may_stand = |at: &usize| second(at).is_none_or(|second| second == next);
                start.by_second.entry(next).or_insert_with(|| start.all.iter().copied().filter(may_stand).collect());
            }
        }
        finder
    }

    /// The words in a text, the longest at each place, without overlaps, in order.
    pub(super) fn find(&self, letters: &[Letter]) -> Vec<Hit<'_, T>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < letters.len() {
            let (end, words) = match run_of(letters, at) {
                (0, _) => (at + 1, self.beginning(letters, at)),
                // Within a run none begins.
                (length, hash) => (at + length, self.by_run.get(&hash).map(Vec::as_slice)),
            };
            let hit = words.and_then(|words| self.first(words, letters, at));
            at = hit.as_ref().map_or(end, |hit| hit.run.end);
            found.extend(hit);
        }
        found
    }

    /// The words that may begin at a letter that is not narrow.
    fn beginning(&self, letters: &[Letter], at: usize) -> Option<&[usize]> {
        let first = plain_mark(letters[at].small);
        if !self.begins.get(first as usize).copied().unwrap_or(true) {
            return None;
        }
        let next = letters.get(at + 1).map(|letter| plain_mark(letter.small));
        self.by_start.get(&first).map(|start| start.of(next))
    }

    /// The first of some words that stands at a place.
    fn first(&self, words: &[usize], letters: &[Letter], at: usize) -> Option<Hit<'_, T>> {
        words.iter().find_map(|number| {
            let word = &self.words[*number];
            let end = word.end(letters, at).filter(|end| word.stands(letters, at..*end))?;
            let capitals = |letters: &[Letter]| letters.iter().filter(|letter| letter.written.is_uppercase()).count();
            let is_small = word.letters[0].written.is_uppercase() && capitals(&word.letters) == 1 && capitals(&letters[at..end]) == 0;
            Some(Hit { run: at..end, means: &word.means, is_small })
        })
    }
}

/// How many narrow letters stand from a place on, and their hash; an apostrophe that counts as a letter ends them, as any does.
fn run_of(letters: &[Letter], at: usize) -> (usize, u64) {
    let is_of_run = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() && is_narrow(c) && plain_mark(c) == c;
    let run = letters[at..].iter().map(|letter| letter.small).take_while(|small| is_of_run(*small));
    run.fold((0, 0), |(length, hash), small| (length + 1, Quick::joined(hash, u64::from(u32::from(small)))))
}

impl<T> Word<T> {
    /// Where the word ends when it begins at `at`.
    fn end(&self, letters: &[Letter], mut at: usize) -> Option<usize> {
        let mut before: Option<char> = None;
        let mut parted = 0..0;
        for (number, wanted) in self.letters.iter().enumerate() {
            let mut letter = letters.get(at)?;
            let between_wide = before.is_some_and(is_wide);
            if wanted.small == ' ' && letter.small != ' ' && between_wide {
                continue;
            }
            if letter.small == ' ' && wanted.small != ' ' && between_wide && is_wide(wanted.small) && self.letters.len() >= LONG_NAME {
                at += 1;
                letter = letters.get(at)?;
            } else if self.family == Some(number) && parts(letter.small) {
                parted = at..at + letters[at..].iter().take(MARKS).take_while(|letter| parts(letter.small)).count();
                at = parted.end;
                letter = letters.get(at)?;
            }
            let same = if self.is_short { letter.written == wanted.written } else { plain_mark(letter.small) == wanted.small };
            if !same {
                return None;
            }
            before = Some(letter.small);
            at += 1;
        }
        // The marks that close what those within the name opened: 林*雅婷*.
        let closing = at..at + parted.len();
        let small = |letter: &Letter| letter.small;
        let marks = letters[parted].iter().map(small);
        let is_closed = marks.clone().all(|mark| "*_`~".contains(mark))
            && letters.get(closing.clone()).is_some_and(|run| run.iter().map(small).eq(marks));
        Some(if is_closed { closing.end } else { at })
    }

    /// Whether its borders let it be the word.
    fn stands(&self, letters: &[Letter], run: Range<usize>) -> bool {
        let before = run.start.checked_sub(1).map(|at| letters[at].small);
        let after = letters.get(run.end).map(|letter| letter.small);
        let (first, last) = (letters[run.start].small, letters[run.end - 1].small);
        if self.is_short && self.is_wide {
            return !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric);
        }
        let joins = |own: char, other: Option<char>| is_narrow(own) && other.is_some_and(is_narrow);
        let is_fit = || match self.fit {
            Fit::Whole => true,
            Fit::Plural => letters[run.start].written.is_uppercase(),
            Fit::Called => {
                let form: String = self.letters.iter().map(|letter| letter.small).collect();
                is_called(&form, [before, run.start.checked_sub(2).map(|at| letters[at].small)], after)
            }
        };
        !joins(first, before) && !joins(last, after) && is_fit()
    }
}

/// The one way to write an apostrophe and a hyphen.
fn plain_mark(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        '\u{2010}' | '\u{2011}' | '\u{2013}' => '-',
        c => c,
    }
}

/// Whether a mark may part a family name from the given name.
fn parts(c: char) -> bool {
    "*_`~-.·‧・•|/".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::bytes;

    impl<T: PartialEq> Finder<T> {
        /// As [`Finder::find`], with every word tried at every letter.
        pub(in super::super) fn find_slowly(&self, letters: &[Letter]) -> Vec<Hit<'_, T>> {
            let mut all: Vec<usize> = (0..self.words.len()).collect();
            all.sort_by_key(|at| std::cmp::Reverse(self.words[*at].letters.len()));
            let (mut found, mut at) = (Vec::new(), 0);
            while at < letters.len() {
                let hit = self.first(&all, letters, at);
                at = hit.as_ref().map_or(at + 1, |hit| hit.run.end);
                found.extend(hit);
            }
            found
        }
    }

    fn found<'a>(words: &[&str], text: &'a str) -> Vec<&'a str> {
        let finder = Finder::of(words.iter().map(|word| ((*word).to_owned(), Fit::Whole, 0)));
        let letters = fold(text);
        finder.find(&letters).into_iter().map(|hit| &text[bytes(&letters, hit.run)]).collect()
    }

    #[test]
    fn finds_names_as_the_description_of_the_site_says() {
        for (words, text, expected) in [
            (&["Priya Nair", "Priya", "Nair"][..], "Hi PRIYA, ｐｒｉｙａ nair! Priyanka", vec!["PRIYA", "ｐｒｉｙａ nair"]),
            (&["Priya"], "請Priya看，priya's", vec!["Priya", "priya"]),
            (&["林雅婷", "雅婷"], "林雅婷和雅婷經理，林 雅 婷，林雅\u{200b}婷", vec!["林雅婷", "雅婷", "林 雅 婷", "林雅\u{200b}婷"]),
            (&["王"], "王，您好 王老師 國王 (王)", vec!["王", "王"]),
            (&["Li"], "Li said, li said, Linda, LI; 請Li看", vec!["Li", "Li"]),
            (&["J"], "J J", vec![]),
            (&["May", "Art"], "you may start art. Mayor", vec!["may", "art"]),
            (&["王明"], "帝王 明天", vec![]),
            (&["林雅婷 Tina"], "林雅婷Tina", vec!["林雅婷Tina"]),
            (&["Zoltán König", "Zoltán"], "Zoltan KONIG, zolta\u{301}n", vec!["Zoltan KONIG", "zolta\u{301}n"]),
            (&["Jose"], "josé", vec!["josé"]),
            (&["林 雅婷", "林", "林雅"], "林雅婷 林 雅婷 林雅 林", vec!["林雅婷", "林 雅婷", "林雅", "林"]),
            (
                &["林雅婷", "雅婷"],
                "林*雅婷*、林-雅婷 林．雅婷 林·雅婷，林、雅婷 山林/雅婷",
                vec!["林*雅婷*", "林-雅婷", "林．雅婷", "林·雅婷", "雅婷", "林/雅婷"],
            ),
            (&["Sean O'Brien", "O'Brien", "Brien"], "sean o’brien, O’Brien, O'BRIEN", vec!["sean o’brien", "O’Brien", "O'BRIEN"]),
            (&["O’Brien", "Wei-Ting"], "O'Brien wei\u{2011}ting", vec!["O'Brien", "wei\u{2011}ting"]),
            (&["Jo", "Jon", "Jonas Li", "J K"], "Jonas Li, Jonas, jo, Jo, jon; J K", vec!["Jonas Li", "Jo", "jon", "J K"]),
        ] {
            assert_eq!(found(words, text), expected, "{text}");
        }
    }

    #[test]
    fn plain_words_and_plain_plurals_are_nobodys() {
        let words = [("方主管", Fit::Called), ("方總", Fit::Called), ("方 Sir", Fit::Called), ("Arts", Fit::Plural), ("方博", Fit::Whole)];
        let finder = Finder::of(words.into_iter().map(|(word, fit)| (word.to_owned(), fit, 0)));
        let text = "方主管和對方主管，方總是，方總說，方sir 方 Sir 方Sire；the Arts, arts; 方博學";
        let letters = fold(text);
        let found: Vec<&str> = finder.find(&letters).into_iter().map(|hit| &text[bytes(&letters, hit.run)]).collect();
        assert_eq!(found, ["方主管", "方總", "方sir", "方 Sir", "Arts", "方博"]);
    }
}
