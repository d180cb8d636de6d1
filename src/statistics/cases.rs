//! Reference values (scipy, lifelines, statsmodels, mpmath): `tests/statistics/cases.json`.

use serde_json::Value;

use super::*;

fn close(got: f64, wanted: &Value, id: &str) {
    let wanted = wanted.as_f64().unwrap_or_else(|| panic!("{id}: a number"));
    assert!((got - wanted).abs() <= 1.5e-6, "{id}: {got}, not {wanted}");
}

fn counts(value: &Value) -> (usize, usize) {
    let number = |key: &str| usize::try_from(value[key].as_u64().expect("a number")).expect("small");
    (number("replied"), number("n"))
}

fn curve(input: &Value) -> Curve {
    let list = |key: &str| input[key].as_array().expect("a list").clone();
    let waits = list("durations_days").into_iter().zip(list("replied")).map(|(days, came)| Wait {
        days: u32::try_from(days.as_u64().expect("a number")).expect("small"),
        came: came.as_bool().expect("a truth"),
    });
    Curve::of(waits.collect())
}

fn day(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("a day")).expect("small")
}

#[test]
fn the_numbers_are_those_of_the_reference_libraries() {
    let cases: Value = serde_json::from_str(include_str!("../../tests/statistics/cases.json")).expect("JSON");
    let mut seen = 0;
    for case in cases["cases"].as_array().expect("a list") {
        let (id, input, expected) = (case["id"].as_str().expect("an id"), &case["input"], &case["expected"]);
        match case["kind"].as_str().expect("a kind") {
            "wilson95" => {
                let (x, n) = counts(input);
                let rate = Rate::of(x, n);
                for (got, key) in [(rate.rate, "estimate"), (rate.low, "lower"), (rate.high, "upper")] {
                    close(got.expect("some"), &expected[key], id);
                }
            }
            "kaplan_meier" => {
                let curve = curve(input);
                for (step, row) in curve.steps.iter().zip(expected["table"].as_array().expect("rows")) {
                    assert_eq!(
                        (u64::from(step.day), step.at_risk as u64),
                        (row["t"].as_u64().unwrap(), row["at_risk"].as_u64().unwrap()),
                        "{id}"
                    );
                    close(step.survival, &row["survival"], id);
                }
                assert_eq!(curve.steps.len(), expected["table"].as_array().expect("rows").len(), "{id}");
                for (t, survival) in expected["survival_at"].as_object().expect("days") {
                    close(curve.survival(t.parse().expect("a day")), survival, id);
                }
                for row in expected["ci95_loglog"].as_array().into_iter().flatten() {
                    let step = curve.steps.iter().find(|step| step.day == day(&row["t"])).expect("a step");
                    close(step.low.expect("some"), &row["lower"], id);
                    close(step.high.expect("some"), &row["upper"], id);
                }
                assert_eq!(curve.median().map(u64::from), expected["median"].as_u64(), "{id}");
            }
            "km_conditional" => {
                let chance = curve(input).chance(day(&input["waited_days"]), day(&input["next_days"]));
                close(chance.expect("some"), &expected["p_reply"], id);
            }
            "nudge_day" => {
                let share = input["share_of_observed_replies"].as_f64().expect("a share");
                assert_eq!(curve(input).day_of_share(share), Some(day(&expected["day"])), "{id}");
            }
            "prob_b_beats_a" => close(second_is_better(counts(&input["a"]), counts(&input["b"])), &expected["p"], id),
            "prob_best_of_k" => {
                let arms: Vec<(usize, usize)> = input["arms"].as_array().expect("a list").iter().map(counts).collect();
                for (got, wanted) in each_is_best(&arms).into_iter().zip(expected["p_best"].as_array().expect("a list")) {
                    close(got, wanted, id);
                }
            }
            // Through the program: tests/statistics.rs. Jeffreys' interval is shown nowhere.
            "matured_rate" | "jeffreys95" => continue,
            other => panic!("{id}: what is {other}?"),
        }
        seen += 1;
    }
    assert!(seen >= 10, "{seen} cases");
}
