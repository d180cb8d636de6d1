//! "Did you mean": the one word of a list that a mistyped word is near.

/// The nearest of `known` to `word`, case folded, when it is at most a third of its length (and at
/// most two edits) away; `None` when nothing is near.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase().replace('_', "-");
    let limit = limit(&word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let folded = candidate.to_lowercase().replace('_', "-");
        let distance = edits(&word, &folded);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// As [`nearest`], but only where no other word is near: what can be written without asking. A word of the very
/// letters (`e-mail`, `ask_learning`) is the one that is meant, whatever else is near.
pub(crate) fn only_near<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase().replace('_', "-");
    let limit = limit(&folded);
    let near = |candidate: &&str| edits(&folded, &candidate.to_lowercase().replace('_', "-")) <= limit;
    let near: Vec<&str> = known.into_iter().filter(near).collect();
    let letters = |word: &str| -> String { word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    let mut same = near.iter().copied().filter(|candidate| letters(candidate) == letters(word));
    match (near.as_slice(), same.next(), same.next()) {
        ([only], ..) => Some(only),
        (_, Some(same), None) => Some(same),
        _ => None,
    }
}

/// A third of the word; nothing is near to a single letter.
fn limit(word: &str) -> usize {
    let letters = word.chars().count();
    (letters / 3).clamp(1, 2).min(letters.saturating_sub(1))
}

/// The optimal string alignment distance: insertions, deletions, changes and swaps of neighbours.
pub(crate) fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let mut least = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_only_what_is_meant() {
        let channels = ["email", "inmail", "line", "x"];
        assert_eq!(only_near("e-mail", channels), Some("email"));
        assert_eq!(only_near("imail", channels), None);
        assert_eq!(only_near("lime", channels), Some("line"));
    }

    #[test]
    fn finds_slips_and_leaves_strangers_alone() {
        let keys = ["kind", "channel", "sent", "replied", "close_reason", "to"];
        for (typed, meant) in [
            ("chanel", Some("channel")),
            ("Sent", Some("sent")),
            ("snet", Some("sent")),
            ("close-reason", Some("close_reason")),
            ("salary_band", None),
            ("mood", None),
            ("a", None),
        ] {
            assert_eq!(nearest(typed, keys), meant, "{typed}");
        }
    }
}
