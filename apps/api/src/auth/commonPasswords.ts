/** Passwords that are refused as too common, in lower case. All have at least eight characters; shorter ones are refused anyway. */
export const commonPasswords = new Set(
  `password password1 password12 password123 passw0rd passw0rd1 p@ssw0rd p@ssword 12345678 123456789 1234567890 12345678910
  0123456789 0987654321 987654321 87654321 11111111 111111111 00000000 000000000 22222222 33333333 55555555 66666666 77777777
  88888888 888888888 99999999 123123123 12341234 12344321 11223344 1122334455 123321123 123654789 147258369 159357456 123456789a
  a12345678 a123456789 aa123456 aa12345678 a1234567 abc12345 abc123456 abcd1234 abcd12345 abcdefgh abc123abc 1234abcd 123456abc
  123456aa 12345678a 1qaz2wsx 1q2w3e4r 1q2w3e4r5t qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwer1234 asdfghjk asdfghjkl
  asdf1234 zxcvbnm1 zxcvbnm123 zaq12wsx q1w2e3r4 qazwsxedc qaz123456 wsx123456 iloveyou iloveyou1 woaini520 woaini1314 woaini123
  woaini5201314 5201314520 5201314a 13145200 1314520520 520131400 woshishui nihao123 nihao123456 zhongguo zhongguo1 beijing2008
  wang1234 zhang123 li123456 wang123456 zhang123456 liu123456 administrator admin123 admin1234 admin12345 admin888 admin123456
  root1234 rootroot test1234 test12345 testtest guest123 welcome1 welcome123 letmein1 changeme changeme123 sunshine princess
  football baseball superman batman123 michael1 jennifer trustno1 starwars dragon123 monkey123 master123 computer internet
  whatever samsung1 pokemon1 liverpool chelsea1 charlie1 shadow123 killer123 money123 q1234567 q123456789 w1234567 z1234567
  z123456789 s1234567 x1234567 qq123456 qq123456789 qq12345678 1234qwer 123qweasd 123qwe123 1qazxsw2 qweasdzxc asd123456 zxc123456
  qwe123456 as123456 aaa111111 aaaaaaaa aaaaaaaaa aaaa1111 abcabcabc asdasdasd qweqweqwe 123qweasdzxc 1234567a 1234567q 12345678q
  147852369 741852963 789456123 963852741 321654987 456789123 159753456 123581321 31415926 3141592653 10203040 12121212 13131313
  20082008 20102010 19491001 20202020 wodemima mima1234 mima123456 shequ123 shequ123456 bilin123 bilin1234 bilin123456 wuye1234`
    .split(/\s+/u)
    .filter(Boolean),
)
