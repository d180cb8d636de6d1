//! Ranges of a text in order and without overlaps, as sentences and found phrases are: which of them stands at a place.
//! Found by halving, since a message may hold a hundred thousand of each.

use std::ops::Range;

/// The number of the range that holds a byte.
pub(crate) fn at(ranges: &[Range<usize>], byte: usize) -> Option<usize> {
    let number = ranges.partition_point(|range| range.end <= byte);
    ranges.get(number).filter(|range| range.contains(&byte)).map(|_| number)
}

/// Whether any of the ranges shares a byte with `place`.
pub(crate) fn meets(ranges: &[Range<usize>], place: &Range<usize>) -> bool {
    ranges.get(ranges.partition_point(|range| range.end <= place.start)).is_some_and(|range| range.start < place.end)
}

/// Whether `place` lies inside one of the ranges, its marks at both ends left out.
pub(crate) fn hold(ranges: &[Range<usize>], place: &Range<usize>) -> bool {
    let number = ranges.partition_point(|range| range.end <= place.end);
    ranges.get(number).is_some_and(|range| range.start < place.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_stands_at_a_place() {
        let ranges = [2..5, 5..6, 9..12];
        assert_eq!([1, 2, 4, 5, 6, 11, 12].map(|byte| at(&ranges, byte)), [None, Some(0), Some(0), Some(1), None, Some(2), None]);
        assert_eq!([0..2, 0..3, 4..9, 6..9, 11..20, 12..13].map(|place| meets(&ranges, &place)), [false, true, true, false, true, false]);
        assert_eq!([3..4, 2..4, 3..5, 10..11, 10..12, 4..6].map(|place| hold(&ranges, &place)), [true, false, false, true, false, false]);
    }
}
