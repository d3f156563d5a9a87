import { parsePhrase } from "./phrase.ts";

/** What may stand before a command and adds nothing to it. */
export const openings = [
  `um | umm | uh | uhm | er | erm | ah | eh | hmm | mm | oh | okay | ok | kay | k | so | well | right | alright | all right | now
   | hey | hi | hello | yo | yeah | yes | yep | yup | sure | and | then | also | please | just | like | actually
   | basically | cool | great | perfect | nice | good | fine | thanks | thank you | sorry | excuse me | wait | anyway
   | first | first of all | next | finally | maybe | perhaps | kindly | quickly | quick | real quick | look | listen | see
   | you know | i mean | i guess | i think | you see | let me think | let me see | come on | go on | one more thing
   | oops | whoops | oh no | no worries | i am lost | that is enough | never mind | in that case | after that | before that | at this point | for now | to start | to begin | to begin with
   | good (morning | afternoon | evening) | hey there | hi there | hello there | there | one (second | moment) | hold on`,
  `[hey | okay | ok | hi | hello] (voiceplan | voice plan | computer | assistant)`,
  `(could | can | would | will | might) you [(please | possibly | maybe | kindly | just | quickly | perhaps | also | then)] [be so kind (as to | and)]`,
  `(could | can | may | might | shall) (i | we) [(please | possibly | maybe | just | quickly)]`,
  `let (us | me) [(just | please | now | quickly | also)]`,
  `i would [(really | now | also | just)] (like | love | prefer) [you] to`,
  `id (like | love) [you] to`,
  `i [(just | really | now | also)] (want | need | wish) [you] to`,
  `i am going to | i will | i am looking to | i am trying to | i was hoping to | i was going to`,
  `i [would] want you to | i have got to | i have to | i got to`,
  `i think i (want | would like | need) to`,
  `go ahead and | go on and | be so kind as to | be a dear and | do me a favor and | do me a favour and | feel free to | try to | please try and`,
  `(is | would) it [be] possible [for you] to | are you able to | do you think you (could | can) | any chance you could | could i ask you to | may i ask you to`,
  `[that | this | it | all] (looks | is | sounds | seems) (good | great | fine | perfect | okay | ok | right | nice | done | it | all) [to me | now | enough] | i am (done | finished | happy) [with it | with that | with this]`,
  `[i was | i am] wondering if (you | i | we) (could | can) | it would be (great | nice | good | helpful | lovely) if you (could | can) | if you (could | can) | i would appreciate it if you (could | can)`,
  `if you do not mind | if possible | if you please | when you can | when you get a chance`,
  `it is time to | time to | why do not (you | we | i) | how about (we | you) | help me [to] | i would be happy if you could | do | i am ready to | ready to`,
].map(parsePhrase);

/** The same, followed by a verb that ends in -ing. */
export const openingsBeforeGerund = [
  `(would | do) you mind [please] | how about | mind | i feel like | i would not mind`,
].map(parsePhrase);

/** What may stand after a command and adds nothing to it. */
export const closings = [
  `please | please and thank you | yet | (do | did) you (know | have) | thanks | thank you | thanks a lot | thanks so much | thank you very much | thank you so much | many thanks | cheers | ta
   | for me | for us | to me | to us | now | right now | right away | then | again | once more | too | as well | also | already | next | first | today
   | okay | ok | right | yeah | yes | alright | cool | voiceplan | sorry | um | umm | uh | uhm | er | erm | hmm
   | would you | could you | can you | will you | if you (can | could | would | will | please | like | want | may)
   | if you do not mind | if you would not mind | if possible | if (that | it) is (okay | ok | possible | all right) | when you can | when you get a chance | when you have a (moment | second | minute)
   | here | for (a while | a bit | now) | any more | anymore | real quick | quickly | quick | for a (second | moment | minute) | for the moment | immediately | at once | asap
   | you know | i guess | i think | or something | and stuff | or so | will you please | could you please | can you please | would you please | would you mind | is that okay | is that possible | do you think
   | them | (them | it | those) (to | for) (me | us) | that would be (great | nice | good | lovely | helpful) | that is all | before we (go on | start | continue) | at the moment | so far | to (start | begin) [with] | that is it`,
].map(parsePhrase);
