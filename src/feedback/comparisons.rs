//! Versions of a template beside each other, in the words of spec 4 and no stronger ones.

use serde::Serialize;

use super::groups::Group;
use crate::statistics::{Rate, each_is_best, second_is_better};
use crate::text::normal::is_same_id;

/// Matured letters of a version from which on it is compared at all.
pub(super) const ENOUGH: usize = 8;
/// Matured letters of each version from which on one may be called probably better.
const ENOUGH_TO_LEAD: usize = 10;
/// The chance of B from which on the data lean to it, and down from which they lean to A.
const LEANS: [f64; 2] = [0.80, 0.20];
/// The chance of B from which on it is probably better so far, and down from which A is.
const PROBABLY: [f64; 2] = [0.95, 0.05];
/// Versions from which on the best of all is asked for.
const SEVERAL: usize = 3;

/// What may be said of two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// Too few letters to compare.
    TooFew,
    /// Neither leads.
    NoLead,
    /// The data lean to the newer one.
    LeansB,
    /// The data lean to the older one.
    LeansA,
    /// The newer one is probably better so far; not proof.
    BProbably,
    /// The older one is probably better so far; not proof.
    AProbably,
}

impl Verdict {
    fn of(chance: Option<f64>, least: usize) -> Verdict {
        let Some(chance) = chance else { return Verdict::TooFew };
        let may_lead = least >= ENOUGH_TO_LEAD;
        match chance {
            _ if chance >= PROBABLY[0] && may_lead => Verdict::BProbably,
            _ if chance <= PROBABLY[1] && may_lead => Verdict::AProbably,
            _ if chance >= LEANS[0] => Verdict::LeansB,
            _ if chance <= LEANS[1] => Verdict::LeansA,
            _ => Verdict::NoLead,
        }
    }
}

/// A version beside the one before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Comparison {
    /// The template.
    pub(crate) template: String,
    /// The older version.
    pub(crate) a: u32,
    /// The newer one.
    pub(crate) b: u32,
    /// P(B > A); `None` under 8 matured letters in either.
    pub(crate) probability_b_better: Option<f64>,
    /// What may be said.
    pub(crate) verdict: Verdict,
    /// The older version's rate.
    #[serde(skip)]
    pub(crate) older: Rate,
    /// The newer version's rate.
    #[serde(skip)]
    pub(crate) newer: Rate,
}

/// The chance that a version is the best of its template.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Best {
    /// The template.
    pub(crate) template: String,
    /// The version.
    pub(crate) version: u32,
    /// P(best); `None` without a matured letter.
    pub(crate) probability: Option<f64>,
    /// Its rate.
    #[serde(skip)]
    pub(crate) rate: Rate,
}

/// The versions of one template that letters were written from, oldest first.
type Versions<'a> = (&'a str, Vec<(u32, Rate)>);

/// The templates of the groups by template version.
fn templates(groups: &[Group]) -> Vec<Versions<'_>> {
    let mut templates: Vec<Versions<'_>> = Vec::new();
    for group in groups {
        let Some((id, version)) = group.template.as_ref().and_then(|template| Some((template.id.as_str(), template.version?))) else {
            continue;
        };
        match templates.last_mut() {
            Some((last, versions)) if is_same_id(last, id) => versions.push((version, group.rate)),
            _ => templates.push((id, vec![(version, group.rate)])),
        }
    }
    templates
}

/// Each version with the one before.
pub(super) fn comparisons(groups: &[Group]) -> Vec<Comparison> {
    let mut all = Vec::new();
    for (template, versions) in templates(groups) {
        for pair in versions.windows(2) {
            let [(a, older), (b, newer)] = [pair[0], pair[1]];
            let least = older.n.min(newer.n);
            let chance = (least >= ENOUGH).then(|| second_is_better((older.x, older.n), (newer.x, newer.n)));
            let verdict = Verdict::of(chance, least);
            all.push(Comparison { template: template.to_owned(), a, b, probability_b_better: chance, verdict, older, newer });
        }
    }
    all
}

/// From three versions up, the chance of each to be the best; `None` for one without a matured letter.
pub(super) fn best(groups: &[Group]) -> Vec<Best> {
    let mut all = Vec::new();
    for (template, versions) in templates(groups).into_iter().filter(|(_, versions)| versions.len() >= SEVERAL) {
        let matured: Vec<(usize, usize)> = versions.iter().map(|(_, rate)| (rate.x, rate.n)).filter(|(_, n)| *n > 0).collect();
        let mut chances = each_is_best(&matured).into_iter();
        for (version, rate) in versions {
            let probability = if rate.n > 0 { chances.next() } else { None };
            all.push(Best { template: template.to_owned(), version, probability, rate });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_no_more_than_the_numbers_carry() {
        for (chance, least, verdict) in [
            (None, 30, Verdict::TooFew),
            (Some(0.5), 8, Verdict::NoLead),
            (Some(0.80), 8, Verdict::LeansB),
            (Some(0.96), 9, Verdict::LeansB),
            (Some(0.95), 10, Verdict::BProbably),
            (Some(0.20), 8, Verdict::LeansA),
            (Some(0.04), 10, Verdict::AProbably),
        ] {
            assert_eq!(Verdict::of(chance, least), verdict, "{chance:?} {least}");
        }
    }
}
