//! Numbers and addresses that belong to a person: e-mail, phone, identity numbers, pay.

use std::ops::Range;

use super::fold::{Letter, bytes, is_wide};
use super::pattern::{Pattern, pattern};

/// What a number or address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Private {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A number of an identity card, of social security, of a payment card.
    Id,
    /// What somebody earns.
    Pay,
}

impl Private {
    /// The word in the catalogue.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Private::Email => "email",
            Private::Phone => "phone",
            Private::Id => "id",
            Private::Pay => "pay",
        }
    }
}

static EMAIL: Pattern =
    pattern!(r"[a-z0-9\x{df}-\x{24f}._%+-]+@[a-z0-9\x{df}-\x{24f}-]+(?:\.[a-z0-9\x{df}-\x{24f}-]+)*\.[a-z\x{df}-\x{24f}]{2,}");
static PHONE: Pattern = pattern!(
    r"\+[1-9]\d{0,2}[-. ()]*(?:\d[-. ()]*){6,11}\d",
    r"\(0\d{1,3}\)[- ]?\d{3,4}[- ]?\d{3,4}",
    r"\b0\d{1,3}[- ]\d{3,4}[- ]?\d{3,4}\b",
    r"\b09\d{8}\b",
    r"\(\d{3}\)[ ]?\d{3}[-. ]\d{4}\b",
    r"\b\d{3}-\d{3}-\d{4}\b",
    r"\b\d{3}\.\d{3}\.\d{4}\b",
);
static ID: Pattern =
    pattern!(r"\b[a-z][1289a-d]\d{8}\b", r"\b\d{3}-\d{2}-\d{4}\b", r"\b\d{17}[\dx]\b", r"\b\d{4}[- ]\d{4}[- ]\d{4}[- ]\d{4}\b",);
static PAY: Pattern = pattern!(
    r"(?:月薪|年薪|時薪|日薪|底薪|薪水|薪資|待遇|月領)[^\n。，,]{0,8}?\d[\d,.]*[ ]?(?:萬|k|元)?",
    r"\b(?:salary|wage|compensation|base pay|paid|earns?|earned|makes|made)\b[^\n.]{0,20}?(?:[$€£]|nt\$|twd|usd)[ ]?\d[\d,.]*k?",
    r"\b(?:salary|wage|compensation|base pay)\b[^\n.]{0,20}?\d[\d,.]*k?\b",
    r"(?:\bnt)?[$€£][ ]?\d[\d,.]*k?[ ]?(?:a|per|/)[ ]?(?:year|yr|month|mo|hour|hr)\b",
);

/// The year of a survey of pay is nobody's pay.
static YEAR_OF_A_SURVEY: Pattern =
    pattern!(r"(?:survey|report|guide|study|statistics|調查|報告|統計|指南|白皮書)[^\d，,]{0,4}(?:\bof |\bin )?(?:19|20)\d\d$");

/// Fewer digits are no number of a person.
const LEAST_DIGITS: usize = 8;
/// So many digits in a row has such a number, or several groups, one of them with a long one behind another group.
const LONG_GROUP: usize = 8;
const LATER_GROUP: usize = 3;

/// What a text may hold, told of its letters in one go.
#[derive(Debug, Default, PartialEq)]
struct Signs {
    digits: usize,
    /// An address has an at.
    has_at: bool,
    /// Digits stand together as those of phones and of cards do, and those of days do not.
    has_groups: bool,
}

impl Signs {
    fn of(letters: &[Letter]) -> Signs {
        let mut signs = Signs::default();
        // The digits of the group that is read, and whether one before it is joined to it by a mark.
        let (mut group, mut is_later) = (0, false);
        let mut before = ' ';
        for letter in letters {
            let c = letter.small;
            if c.is_ascii_digit() || !c.is_ascii() && !is_wide(c) && c.is_numeric() {
                signs.digits += usize::from(c.is_ascii());
                group += 1;
                signs.has_groups |= matches!(before, '+' | '(') || group >= LONG_GROUP || is_later && group >= LATER_GROUP;
            } else {
                signs.has_at |= c == '@';
                is_later = group > 0 && matches!(c, '-' | '.' | ' ');
                group = 0;
            }
            before = c;
        }
        signs
    }
}

/// Where such numbers stand among the letters of a text, in order; pay only where it is asked for.
pub(crate) fn private(letters: &[Letter], with_pay: bool) -> Vec<(Private, Range<usize>)> {
    told(letters, with_pay, Signs::of(letters))
}

fn told(letters: &[Letter], with_pay: bool, Signs { digits, has_at, has_groups }: Signs) -> Vec<(Private, Range<usize>)> {
    let has_number = digits >= LEAST_DIGITS && has_groups;
    let has_pay = with_pay && digits > 0;
    if !(has_at || has_number || has_pay) {
        return Vec::new();
    }
    let mut small = String::with_capacity(letters.len());
    let mut places = Vec::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        small.push(letter.small);
        places.resize(small.len(), at);
    }
    let run = |found: Range<usize>| places[found.start]..places[found.end - 1] + 1;
    let mut all: Vec<(Private, Range<usize>)> = Vec::new();
    let mut look = |sort: Private, pattern: &Pattern| all.extend(pattern.all(&small).map(|found| (sort, run(found))));
    if has_at {
        look(Private::Email, &EMAIL);
    }
    if has_number {
        look(Private::Id, &ID);
        look(Private::Phone, &PHONE);
    }
    if with_pay {
        look(Private::Pay, &PAY);
        let small: Vec<char> = letters.iter().map(|letter| letter.small).collect();
        let words = |range: &Range<usize>| small[range.clone()].iter().collect::<String>();
        all.retain(|(sort, range)| *sort != Private::Pay || !YEAR_OF_A_SURVEY.is_in(&words(range)));
    }
    // A number inside a longer one is no number of its own.
    let is_whole = |range: &Range<usize>| {
        let before = range.start.checked_sub(1).map(|at| letters[at].small);
        let after = letters.get(range.end).map(|letter| letter.small);
        !before.is_some_and(|c| c.is_ascii_digit()) && !after.is_some_and(|c| c.is_ascii_digit())
    };
    all.retain(|(sort, range)| matches!(sort, Private::Email | Private::Pay) || is_whole(range));
    all.sort_by_key(|(sort, range)| (range.start, std::cmp::Reverse(range.end), *sort));
    all
}

/// As [`private`], with the bytes of the text.
pub(crate) fn private_bytes(letters: &[Letter], with_pay: bool) -> Vec<(Private, Range<usize>)> {
    private(letters, with_pay).into_iter().map(|(sort, run)| (sort, bytes(letters, run))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold::fold;

    fn found(text: &str) -> Vec<(Private, &str)> {
        private_bytes(&fold(text), true).into_iter().map(|(sort, range)| (sort, &text[range])).collect()
    }

    #[test]
    fn finds_what_belongs_to_a_person() {
        for (text, sort, words) in [
            ("寫信到 lin.yating@sunlight.com.tw 即可", Private::Email, "lin.yating@sunlight.com.tw"),
            ("ｌｉｎ＠ａ．ｔｗ", Private::Email, "ｌｉｎ＠ａ．ｔｗ"),
            ("電話0912-345-678", Private::Phone, "0912-345-678"),
            ("0912345678", Private::Phone, "0912345678"),
            ("(02) 2345-6789", Private::Phone, "(02) 2345-6789"),
            ("call +886 912 345 678.", Private::Phone, "+886 912 345 678"),
            ("call 415-555-0123", Private::Phone, "415-555-0123"),
            ("身分證 A123456789", Private::Id, "A123456789"),
            ("078-05-1120", Private::Id, "078-05-1120"),
            ("月薪大約 45,000", Private::Pay, "月薪大約 45,000"),
            ("They offered NT$52,000 a month.", Private::Pay, "NT$52,000 a month"),
            ("salary 2025 euros", Private::Pay, "salary 2025"),
            ("my salary is $85k", Private::Pay, "salary is $85k"),
        ] {
            assert_eq!(found(text), [(sort, words)], "{text}");
        }
    }

    #[test]
    fn leaves_days_and_figures_alone() {
        for text in [
            "2026-04-08T09:30+08:00",
            "2026-04-08 09:30",
            "requests/2026-04-08-12.html",
            "1,200 筆，共 12345678 元",
            "3.14159265358979",
            "+15% 與 +1,200,000",
            "ISBN 978-986-123-456-7",
            "from 2024-01 to 2026-04",
            "@pinyu",
            "I read your salary survey of 2025",
            "薪資調查 2025",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn what_no_sign_speaks_for_is_nothing(text in "([0-9]{1,5}|[0-9]{8,19}|[-. ()+]|[ad@٣：年]|\\(0|09|-[0-9]{3,4}){0,12}", with_pay: bool) {
            let letters = fold(&text);
            let signs = Signs::of(&letters);
            let all = told(&letters, with_pay, Signs { has_at: true, has_groups: true, ..signs });
            prop_assert_eq!(private(&letters, with_pay), all, "{}", text);
        }
    }
}
