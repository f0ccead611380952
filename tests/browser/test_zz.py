from tests.browser.pages import *
from tests.browser.test_look import notebook
def test_try(notebook):
    nb=notebook; p=nb.page
    s=Screen(nb.screen('answer'))
    nb.resize(PHONE['viewport'])
    for n in ("answer","compare","decide","outcome"):
        s=Screen(nb.screen(n)); print(n); print('\n'.join(s.wider()[:6])); print('\n'.join(s.small()[:6]))
    s=Screen(nb.screen('answer'));p.screenshot(path='/tmp/w/p1.png')
