//! Sentences of a message in Chinese and English, and which of them ask.

/// The sentences of a text, in order: cut after 。！？； and after . ! ? ; before a blank or the end
/// of a line, and at line breaks. Marks stay with their sentence.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        let mut rest = line.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let next = rest.peek().map(|&(_, c)| c);
            let ends = match c {
                '。' | '！' | '？' | '；' => !next.is_some_and(is_end_mark),
                '!' | '?' => !next.is_some_and(is_end_mark) && next.is_none_or(|c| !c.is_ascii_alphanumeric()),
                '.' | ';' => next.is_none_or(char::is_whitespace),
                _ => false,
            };
            if ends {
                let end = at + c.len_utf8();
                push(&mut found, &line[start..end]);
                start = end;
            }
        }
        push(&mut found, &line[start..]);
    }
    found
}

fn push<'a>(found: &mut Vec<&'a str>, sentence: &'a str) {
    let sentence = sentence.trim();
    if !sentence.is_empty() {
        found.push(sentence);
    }
}

fn is_end_mark(c: char) -> bool {
    "。！？；!?」』”\"".contains(c)
}

/// Tells whether a sentence asks: a question mark, or a phrase that asks without one.
pub(crate) fn asks(sentence: &str) -> bool {
    const MARKERS: [&str; 12] = [
        "想請教",
        "請問",
        "能否",
        "可否",
        "可不可以",
        "是否方便",
        "想請您",
        "想知道",
        "could you",
        "would you",
        "can you",
        "i'd like to ask",
    ];
    if sentence.contains(['?', '？']) {
        return true;
    }
    let folded = sentence.to_lowercase();
    MARKERS.iter().any(|marker| folded.contains(marker))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_both_languages() {
        assert_eq!(
            sentences("雅婷經理您好，讀了您的文章。我卡在報表！？下一步呢?先謝謝您\nHi Ming. v1.2 works; why?"),
            ["雅婷經理您好，讀了您的文章。", "我卡在報表！？", "下一步呢?", "先謝謝您", "Hi Ming.", "v1.2 works;", "why?"]
        );
    }

    #[test]
    fn finds_the_asking_sentence() {
        assert!(asks("想請教一個盲點。") && asks("Could you look at it.") && asks("哪一個?"));
        assert!(!asks("謝謝您。"));
    }
}
