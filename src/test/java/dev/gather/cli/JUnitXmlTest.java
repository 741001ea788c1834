package dev.gather.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.rehearsal.Suite.FileResult;
import dev.gather.rehearsal.Suite.Outcome;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The results as XML, read by the JDK's parser. */
class JUnitXmlTest {
    @Test
    void hasEveryCaseAndWhyItFails() throws Exception {
        String name = "a <b> & \"c\" \u0001";
        FileResult result = new FileResult(
                "x.test.yaml",
                List.of(
                        new Outcome("good", "x.test.yaml:2:5", List.of()),
                        new Outcome(name, "x.test.yaml:9:5", List.of("output: expected \"]]>\"", "time: late"))),
                List.of(),
                List.of());

        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JUnitXml.of(List.of(result)).getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();

        Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
        assertEquals("2", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        Element failed = (Element) suite.getElementsByTagName("testcase").item(1);
        assertEquals(name.replace('\u0001', '\uFFFD'), failed.getAttribute("name"));
        Element failure = (Element) failed.getElementsByTagName("failure").item(0);
        assertEquals("output: expected \"]]>\"", failure.getAttribute("message"));
        assertEquals("x.test.yaml:9:5\noutput: expected \"]]>\"\ntime: late", failure.getTextContent());
    }
}
