//! From scores to shares of confidence, in integers.

/// e^(-k/16) for k = 0, 1, 2 ..., 65,536 for 1: 12 nats far.
const DECAY: [u32; 192] = decay();

const fn decay() -> [u32; 192] {
    // e^(-1/16) of 2^32; the product of two 32-bit numbers fits 64 bits.
    const STEP: u64 = 4_034_739_929;
    let mut out = [0; 192];
    let (mut i, mut value) = (0, 1u64 << 32);
    while i < out.len() {
        out[i] = (value >> 16) as u32;
        value = (value * STEP) >> 32;
        i += 1;
    }
    out
}

/// The share of each score, in 1,000ths: e^(score / temperature) over the sum of all.
pub fn shares(scores: &[i32], temperature: u16) -> impl Iterator<Item = u16> {
    let best = scores.iter().copied().max().unwrap_or(0);
    let scale = (16 << 16) / i64::from(temperature.max(1));
    let weight = move |score: i32| {
        let far = ((i64::from(best) - i64::from(score)) * scale) >> 16;
        usize::try_from(far).ok().and_then(|far| DECAY.get(far)).copied().unwrap_or(0)
    };
    let sum: u32 = scores.iter().map(|&score| weight(score)).sum::<u32>().max(1);
    let share = move |weight: u32| (weight * 1000 + sum / 2).checked_div(sum).unwrap_or(0) as u16;
    scores.iter().map(move |&score| match weight(score) {
        0 => 0,
        weight => share(weight),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_those_of_the_softmax() {
        assert_eq!(shares(&[0], 16).collect::<Vec<_>>(), [1000]);
        assert_eq!(shares(&[5, 5], 16).collect::<Vec<_>>(), [500, 500]);
        // e^-1 : 1 = 0.269 : 0.731
        assert_eq!(shares(&[-16, 0], 16).collect::<Vec<_>>(), [269, 731]);
        assert_eq!(shares(&[i32::MIN, i32::MAX], 1).collect::<Vec<_>>(), [0, 1000]);
        assert_eq!(DECAY[0], 65_536);
        assert!((f64::from(DECAY[160]) / 65_536.0 - (-10f64).exp()).abs() < 2e-5);
    }
}
