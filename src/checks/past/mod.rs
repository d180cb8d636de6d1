//! Past: does what git knows agree with the files? Only where there is a repository.

use super::Context;
use super::rule::rules;
use crate::diagnostic::Diagnostic;
use crate::versions::Past;

/// What a rule of this room is given.
type Run = fn(&Context<'_>, &Past, &mut Vec<Diagnostic>);

rules! { Run;
    changed_after_sent "changed-after-sent" Warning Consistency;
    version_not_raised "version-not-raised" Warning Consistency;
    site_tracked "site-tracked" Warning Consistency;
}

/// Runs every rule of this room where the past is known.
pub(super) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(past) = context.past else { return };
    for rule in RULES {
        let before = found.len();
        (rule.run)(context, past, found);
        found.iter_mut().skip(before).for_each(|diagnostic| diagnostic.adopt(rule.about.text));
    }
}

/// Whether one of the wanted rules (none means all) has to know the past.
pub(crate) fn needs_past(wanted: &[String]) -> bool {
    wanted.is_empty() || wanted.iter().any(|rule| rule == "unused-allow" || abouts().any(|about| about.name == rule))
}

#[cfg(test)]
mod tests {
    use super::needs_past;

    #[test]
    fn git_is_asked_only_for_rules_that_need_it() {
        for (wanted, needs) in [
            (vec![], true),
            (vec!["too-long"], false),
            (vec!["too-long", "no-ask"], false),
            (vec!["site-tracked"], true),
            (vec!["too-long", "site-tracked"], true),
            (vec!["unused-allow"], true),
        ] {
            assert_eq!(needs_past(&wanted.iter().map(|rule| (*rule).to_owned()).collect::<Vec<_>>()), needs, "{wanted:?}");
        }
    }
}
