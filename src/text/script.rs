//! Han and Latin: lengths in units, and the language of a text.

/// Han characters that take as long to read as one Latin word (evidence.md, section 2.2).
pub(crate) const HAN_PER_WORD: f64 = 1.6;
/// From this share of Han ÷ (Han + words) on, a text is Chinese.
const CHINESE_SHARE: f64 = 0.3;

/// Tells whether `c` is a Han character (not a full-width mark).
#[inline]
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// How much there is to read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Length {
    /// Han characters.
    pub(crate) han: usize,
    /// Runs of letters and digits, with the marks `' . - / + # % _ @` inside them.
    pub(crate) words: usize,
}

impl Length {
    /// Latin words + Han characters / 1.6.
    pub(crate) fn units(self) -> f64 {
        self.words as f64 + self.han as f64 / HAN_PER_WORD
    }

    /// Whether the text counts as Chinese; `None` for a text without words.
    pub(crate) fn is_chinese(self) -> Option<bool> {
        let all = self.han + self.words;
        (all > 0).then(|| self.han as f64 / all as f64 >= CHINESE_SHARE)
    }
}

/// The most units that so many bytes can hold: a word takes two bytes with the blank after it, a Han three.
pub(crate) fn units_at_most(bytes: usize) -> f64 {
    bytes as f64 / 2.0 + 1.0
}

/// Counts the Han characters and Latin words of a text.
pub(crate) fn length(text: &str) -> Length {
    let mut length = Length::default();
    let mut in_word = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        // Most characters of all are one of these.
        if matches!(c, 'a'..='z' | '\u{4e00}'..='\u{9fff}') {
            let is_letter = c.is_ascii();
            length.words += usize::from(is_letter && !in_word);
            length.han += usize::from(!is_letter);
            in_word = is_letter;
        } else if is_of_word(c) {
            length.words += usize::from(!in_word);
            in_word = true;
        } else if is_han(c) {
            length.han += 1;
            in_word = false;
        } else {
            let joins = matches!(c, '\'' | '’' | '.' | '-' | '/' | '+' | '#' | '%' | '_' | '@');
            in_word = in_word && joins && rest.clone().next().is_some_and(is_of_word);
        }
    }
    length
}

/// A letter or digit of a word. Han and the marks of Chinese are told first: the tables of Unicode are slow.
#[inline]
pub(crate) fn is_of_word(c: char) -> bool {
    let is_of_chinese = |c| matches!(c, '\u{3400}'..='\u{9fff}' | '，' | '。' | '、' | '？' | '！' | '：' | '「' | '」');
    c.is_ascii_alphanumeric() || !c.is_ascii() && !is_of_chinese(c) && c.is_alphanumeric() && !is_han(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_words_and_han() {
        for (text, han, words) in [
            ("", 0, 0),
            ("林雅婷經理您好，", 7, 0),
            ("我學 GA4，用 1,200 筆", 4, 3),
            ("don't re-read C++/CLI", 0, 4),
            ("it’s a well-kept file.md", 0, 4),
        ] {
            assert_eq!(length(text), Length { han, words }, "{text}");
        }
        assert_eq!(length("想請教 GA4 與 dbt").is_chinese(), Some(true));
        assert_eq!(length("Hi 林, which tool do you use most often at work").is_chinese(), Some(false));
    }
}
