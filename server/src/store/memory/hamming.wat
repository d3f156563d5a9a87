;; How many of 2048 signs are different, for many rows of them at once: JavaScript would take ten times as long.
;; hamming.wasm is made of it: `npx wat2wasm server/src/store/memory/hamming.wat -o server/src/store/memory/hamming.wasm`.
(module
  (memory (export "memory") 1)

  ;; Compares the 256 bytes at address 0 with `count` rows of as many that lie one after the other from `row` on,
  ;; and writes for each, from `out` on, the number of bits that are different, in two bytes. `count` is at least 1.
  (func (export "compare") (param $row i32) (param $count i32) (param $out i32)
    (local $at i32) (local $bytes v128) (local $sum v128)
    (loop $rows
      (local.set $at (i32.const 0))
      (local.set $bytes (v128.const i64x2 0 0))
      ;; Sixteen times at most eight bits: no byte overflows.
      (loop $parts
        (local.set $bytes (i8x16.add (local.get $bytes) (i8x16.popcnt (v128.xor
          (v128.load (local.get $at))
          (v128.load (i32.add (local.get $row) (local.get $at)))))))
        (br_if $parts (i32.lt_u
          (local.tee $at (i32.add (local.get $at) (i32.const 16)))
          (i32.const 256))))
      (local.set $sum (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (local.get $bytes))))
      (i32.store16 (local.get $out) (i32.add
        (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
        (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
      (local.set $out (i32.add (local.get $out) (i32.const 2)))
      (local.set $row (i32.add (local.get $row) (i32.const 256)))
      (br_if $rows (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
)
