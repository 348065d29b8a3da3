// The operators that steps use, as TLA+: arithmetic of 32-bit integers without a number above 2^31 - 1, parts of words,
// CPUs. The bitwise ones take an integer as its bits, negative ones with ones without end.

export const support = String.raw`Truth(b) == IF b THEN 1 ELSE 0
RECURSIVE And(_, _), Or(_, _), Xor(_, _), Shl(_, _)
And(a, b) == IF a = 0 \/ b = 0 THEN 0 ELSE IF a = -1 THEN b ELSE IF b = -1 THEN a
             ELSE (2 * And(a \div 2, b \div 2)) + ((a % 2) * (b % 2))
Or(a, b) == IF a = 0 THEN b ELSE IF b = 0 THEN a ELSE IF a = -1 \/ b = -1 THEN -1
            ELSE (2 * Or(a \div 2, b \div 2)) + (IF a % 2 = 1 \/ b % 2 = 1 THEN 1 ELSE 0)
Xor(a, b) == IF a = 0 THEN b ELSE IF b = 0 THEN a ELSE IF a = -1 THEN -1 - b ELSE IF b = -1 THEN -1 - a
             ELSE (2 * Xor(a \div 2, b \div 2)) + (((a % 2) + (b % 2)) % 2)
Plus(a, b) == IF b > 0 /\ a > (2147483647 - b) THEN ((a - 2147483647) - 1) + ((b - 2147483647) - 1)
              ELSE IF b < 0 /\ a < (((-2147483647) - 1) - b) THEN ((a + 2147483647) + 1) + ((b + 2147483647) + 1)
              ELSE a + b
Minus(a, b) == IF b = (-2147483647) - 1 THEN Plus(Plus(a, 2147483647), 1) ELSE Plus(a, 0 - b)
Double(a) == IF a > 1073741823 THEN 2 * ((a - 2147483647) - 1)
             ELSE IF a < -1073741824 THEN 2 * ((a + 2147483647) + 1) ELSE 2 * a
Shl(a, n) == IF n % 32 = 0 THEN a ELSE Shl(Double(a), (n % 32) - 1)
Sar(a, n) == IF n % 32 = 31 THEN (IF a < 0 THEN -1 ELSE 0) ELSE a \div (2 ^ (n % 32))
Shr(a, n) == IF a >= 0 \/ n % 32 = 0 THEN Sar(a, n) ELSE (Sar(a, n) + (2 ^ (31 - (n % 32)))) + (2 ^ (31 - (n % 32)))
Signed(a, n) == IF (a % n) >= (n \div 2) THEN (a % n) - n ELSE a % n
Below(a, b) == IF (a < 0) = (b < 0) THEN a < b ELSE b < 0
Abs(a) == IF a < 0 THEN 0 - a ELSE a
Div(a, b) == IF b = 0 THEN 0 ELSE IF (a < 0) = (b < 0) THEN Abs(a) \div Abs(b) ELSE 0 - (Abs(a) \div Abs(b))
Rem(a, b) == IF b = 0 THEN 0 ELSE a - (b * Div(a, b))
Carry(a, b) == (Shr(a, 1) % b) - ((b - (Shr(a, 1) % b)) - (a % 2))
UDiv(a, b) == IF b = 0 THEN 0 ELSE IF b = 1 THEN a ELSE IF b < 0 THEN (IF Below(a, b) THEN 0 ELSE 1)
              ELSE IF a >= 0 THEN a \div b
              ELSE (2 * (Shr(a, 1) \div b)) + (IF Carry(a, b) >= 0 THEN 1 ELSE 0)
URem(a, b) == IF b = 0 THEN 0 ELSE IF b < 0 THEN (IF Below(a, b) THEN a ELSE a - b)
              ELSE IF a >= 0 THEN a % b
              ELSE IF Carry(a, b) >= 0 THEN Carry(a, b) ELSE (2 * (Shr(a, 1) % b)) + (a % 2)
Part(w, n, at) == And(Sar(w, at), n - 1)
Insert(w, n, at, v) == Or(And(w, -1 - Shl(n - 1, at)), Shl(v % n, at))
CpuOff(c, what, task) == IF (c["preempt"] + c["irq"]) = 0 THEN [c EXCEPT !["owner"] = task, ![what] = 1]
                         ELSE [c EXCEPT ![what] = @ + 1]
CpuOn(c, what) == IF c[what] = 0 THEN c ELSE IF (c["preempt"] + c["irq"]) = 1
                  THEN [c EXCEPT !["owner"] = 0, ![what] = 0] ELSE [c EXCEPT ![what] = @ - 1]
Blocked == [go |-> "blocked"]
Stop(why) == [go |-> "stopped", out |-> why]`;
