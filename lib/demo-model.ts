/** As the banner and the settings say it; a test of the demo model holds it to what it knows. */
export const demoModelKnows = "22 kinds of requests";
