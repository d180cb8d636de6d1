//! The three faults that the article asks about, as the checks find them.

use std::collections::HashMap;

use crate::checks::{Group, Report, about};

/// One of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// 太冗長.
    TooLong,
    /// 太模糊.
    Vague,
    /// 把責任丟給對方.
    ShiftsWork,
}

impl Fault {
    /// All of them, in the article's order.
    pub(crate) const ALL: [Fault; 3] = [Fault::TooLong, Fault::Vague, Fault::ShiftsWork];

    /// The word in JSON and in the catalogue.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Fault::TooLong => "too-long",
            Fault::Vague => "vague",
            Fault::ShiftsWork => "shifts-work",
        }
    }

    /// The fault that the rules of a heading find; none for most headings.
    pub(crate) fn of(group: Group) -> Option<Fault> {
        match group {
            Group::TooLong => Some(Fault::TooLong),
            Group::TooVague => Some(Fault::Vague),
            Group::ShiftsTheWork => Some(Fault::ShiftsWork),
            _ => None,
        }
    }
}

/// Which of the three were found in an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FaultSet(u8);

impl FaultSet {
    fn of(fault: Fault) -> FaultSet {
        FaultSet(1 << fault as u8)
    }

    /// As a number from 0 to 7, to be kept in a file.
    pub(crate) fn number(self) -> u8 {
        self.0
    }

    /// The set of such a number.
    pub(crate) fn of_number(number: u8) -> Option<FaultSet> {
        (number < 1 << Fault::ALL.len()).then_some(FaultSet(number))
    }

    /// Whether a fault is one of them.
    pub(super) fn has(self, fault: Fault) -> bool {
        self.0 & FaultSet::of(fault).0 != 0
    }
}

/// Which entries have a finding of which fault.
#[derive(Default)]
pub(crate) struct Faults<'a> {
    by_path: HashMap<&'a str, FaultSet>,
}

impl<'a> Faults<'a> {
    /// What a report tells of them.
    pub(crate) fn of(report: &'a Report) -> Faults<'a> {
        let mut faults = Faults::default();
        for diagnostic in &report.diagnostics {
            if let Some(fault) = about(diagnostic.rule).and_then(|about| Fault::of(about.group)) {
                faults.by_path.entry(&diagnostic.path).or_default().0 |= FaultSet::of(fault).0;
            }
        }
        faults
    }

    /// With what is known of entries that were not checked again.
    pub(crate) fn and(mut self, known: impl Iterator<Item = (&'a str, FaultSet)>) -> Faults<'a> {
        self.by_path.extend(known);
        self
    }

    /// What was found in the entry at a path.
    pub(crate) fn in_entry(&self, path: &str) -> FaultSet {
        self.by_path.get(path).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_kept_as_a_number() {
        for number in 0..8 {
            let set = FaultSet::of_number(number).expect("a set");
            assert_eq!(set.number(), number);
            assert_eq!(Fault::ALL.iter().filter(|fault| set.has(**fault)).count(), number.count_ones() as usize);
        }
        assert_eq!(FaultSet::of_number(8), None);
    }
}
