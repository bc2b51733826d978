/** Why nothing can be sent again where only tests are shown: what the filters match besides is something else. */
export const testsAreSentOnce = 'Only tests are shown, and a test is sent once.';
